package io.peregrine.fields;

import io.peregrine.event.render.BufferFormat;
import io.peregrine.event.render.BufferText;
import io.peregrine.event.render.NetworkText;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;

/**
 * The text that outputs print for extracted values. Text values pass the sanitiser (semantics 136), so what comes out is valid UTF-8, but for those that are
 * printed as they are ({@link Value#asIs}).
 * Immutable; shared by all threads.
 *
 * @param buffers how buffers of bytes are printed
 */
public record ValueText(BufferFormat buffers) {
    /** Appends a single value. */
    public void append(TextBuffer out, Value value, Slot slot) {
        if (value.type() == ParamType.DYN) {
            append(out, slot.type(), slot.format(), slot);
        } else if (value.asIs() && value.type() == ParamType.CHARBUF) {
            out.append(slot.bytes(), slot.offset(), slot.length());
        } else {
            append(out, value.type(), value.format(), slot);
        }
    }

    /** Appends a list, {@code (a,b)}. */
    public void append(TextBuffer out, Value value, SlotList slots) {
        out.append('(');
        for (int i = 0; i < slots.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, value, slots.get(i));
        }
        out.append(')');
    }

    private void append(TextBuffer out, ParamType type, PrintFormat format, Slot slot) {
        switch (type) {
            case BOOL -> out.append(slot.number() != 0 ? "true" : "false");
            case DOUBLE -> appendDouble(out, Double.longBitsToDouble(slot.number()));
            case CHARBUF, FSPATH, FSRELPATH -> PlainText.append(out, slot.bytes(), slot.offset(), slot.length());
            case BYTEBUF -> BufferText.append(out, slot.bytes(), slot.offset(), slot.length(), buffers);
            case IPV4ADDR, IPV6ADDR, IPADDR ->
                NetworkText.appendAddress(out, slot.bytes(), slot.offset(), slot.length());
            case IPV4NET, IPV6NET, IPNET -> out.append("<IPNET>");
            case INT8, INT16, INT32, INT64, ERRNO, FD, PID ->
                appendNumber(out, slot.number(), format, true, type.size());
            default -> appendNumber(out, slot.number(), format, false, type.size());
        }
    }

    private static void appendDouble(TextBuffer out, double value) {
        out.append(String.format(java.util.Locale.ROOT, "%.1f", value));
    }

    private static void appendNumber(TextBuffer out, long value, PrintFormat format, boolean signed, int size) {
        long bits = size > 0 && size < 8 ? value & ((1L << (8 * size)) - 1) : value;
        switch (format) {
            case OCT -> out.appendBits(bits, 3, true);
            case HEX -> out.appendBits(bits, 4, true);
            case PAD10 -> out.appendUnsigned(bits, 9);
            default -> {
                if (signed) {
                    out.appendDecimal(value);
                } else {
                    out.appendUnsigned(bits);
                }
            }
        }
    }
}
