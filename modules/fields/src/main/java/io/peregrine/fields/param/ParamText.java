package io.peregrine.fields.param;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.event.render.BufferText;
import io.peregrine.event.render.ErrorText;
import io.peregrine.event.render.FlagText;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.SignalText;
import io.peregrine.event.render.SocketText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.event.render.TimeText;
import io.peregrine.fields.Slot;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.EventContext;
import java.time.ZoneId;

/**
 * The two texts of an event's parameter. Immutable; shared by all threads.
 *
 * @param buffers how buffers of bytes are printed
 * @param zone where times are told
 */
public record ParamText(BufferFormat buffers, ZoneId zone) {
    /** The form that conditions compare. */
    public static final ParamText NORMAL = new ParamText(BufferFormat.DOTS, ZoneId.of("UTC"));

    /** What a text parameter without text reads as. */
    public static final ByteString MISSING = ByteString.of("<NA>");

    /** Fills a slot with the resolved text of a parameter, or where there is none with the plain one; always true. */
    public boolean preferResolved(EventContext context, int param, Slot out) {
        render(context, param, out);
        Slot resolved = out.part();
        return resolved.length() == 0 || out.set(resolved.bytes(), resolved.offset(), resolved.length());
    }

    /** Fills a slot with the plain text of a parameter, and its {@link Slot#part()} with the resolved one, which may be empty. */
    public void render(EventContext context, int param, Slot out) {
        EventView event = context.event();
        TextBuffer plain = out.startText();
        TextBuffer resolved = out.part().startText();
        ParamDescriptor descriptor = event.descriptor().params().get(param);
        if (event.paramLength(param) == 0 && !descriptor.type().isText()) {
            plain.append(nothing(descriptor.type()));
        } else {
            int variant = descriptor.type() == ParamType.DYN ? event.byteAt(param, 0) : 0;
            boolean dynamic = variant < descriptor.variants().size();
            ParamType type = dynamic ? descriptor.variants().get(variant).type() : descriptor.type();
            ParamValue value = new ParamValue(event, param, dynamic ? 1 : 0);
            append(context, new Rendering(type, descriptor, value, out.part().part()), plain, resolved);
        }
        if (descriptor.type() == ParamType.BYTEBUF && event.has(param)) {
            context.residue().leaveBuffer(plain);
        } else if (descriptor.type() != ParamType.FDLIST || !context.thread().isNone()) {
            context.residue().leave(plain);
        }
        out.setText();
        out.part().setText();
    }

    /** Types that could be empty before any parameter could say so differently. */
    private static String nothing(ParamType type) {
        return switch (type) {
            case BYTEBUF, SOCKTUPLE, FDLIST, CHARBUFARRAY, CHARBUF_PAIR_ARRAY, DYN -> "NULL";
            default -> "<NA>";
        };
    }

    /**
     * One rendering.
     *
     * @param type the type of the value, a dynamic parameter's variant resolved
     * @param descriptor the parameter
     * @param value its bytes
     * @param scratch a slot for copies
     */
    private record Rendering(ParamType type, ParamDescriptor descriptor, ParamValue value, Slot scratch) {}

    private void append(EventContext context, Rendering r, TextBuffer plain, TextBuffer resolved) {
        ParamValue value = r.value();
        switch (r.type()) {
            case INT8, INT16, INT32, INT64 -> appendNumber(plain, value.signed(), r);
            case UINT8, UINT16 -> appendNumber(plain, value.unsigned(), r);
            case UINT32, UINT64, MODE -> {
                appendNumber(plain, value.signed(), r);
                if (r.type() == ParamType.MODE) {
                    r.descriptor().flagSet().ifPresent(set -> FlagText.appendMode(resolved, set, value.unsigned()));
                }
            }
            case FD -> TableText.descriptor(context, value.signed(), plain, resolved);
            case PID -> TableText.thread(context, value.signed(), plain, resolved);
            case UID -> TableText.user(context, value.unsigned(), plain, resolved);
            case GID -> TableText.group(context, value.unsigned(), plain, resolved);
            case FDLIST -> TableText.polled(context, value, plain);
            case ERRNO -> {
                plain.appendDecimal(value.signed());
                if (value.signed() < 0) {
                    resolved.append(ErrorText.name((int) value.signed()));
                }
            }
            case CHARBUF -> appendText(context.event(), value.param(), r.scratch(), plain);
            case FSPATH, FSRELPATH -> appendPath(context, r, plain, resolved);
            case BYTEBUF, SOCKADDR, SOCKTUPLE -> appendBytes(r, plain);
            case FLAGS8, FLAGS16, FLAGS32 -> {
                plain.appendUnsigned(value.unsigned());
                r.descriptor().flagSet().ifPresent(set -> FlagText.appendFlags(resolved, set, value.unsigned()));
            }
            case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> {
                plain.appendUnsigned(value.unsigned());
                r.descriptor().flagSet().ifPresent(set -> FlagText.appendEnum(resolved, set, value.unsigned()));
            }
            default -> appendRest(r, plain, resolved);
        }
    }

    private void appendRest(Rendering r, TextBuffer plain, TextBuffer resolved) {
        long number = r.value().unsigned();
        switch (r.type()) {
            case SYSCALLID -> {
                if (SyscallTable.byId((int) number).isPresent()) {
                    plain.appendUnsigned(number);
                    resolved.append(SyscallTable.byId((int) number).get().name());
                } else {
                    plain.append("<unknown syscall>");
                }
            }
            case SIGTYPE -> {
                plain.appendUnsigned(number);
                SignalText.append(resolved, (int) number);
            }
            case SIGSET -> SignalText.appendSet(plain, number);
            case RELTIME -> {
                if (number == -1) {
                    plain.append("none");
                } else {
                    plain.appendUnsigned(number);
                    TimeText.appendSeconds(resolved, number);
                }
            }
            case ABSTIME -> {
                long offset = TimeText.offset(zone, number);
                TimeText.appendDate(plain, number, offset);
                TimeText.appendTime(plain.append(' '), number, offset);
                TimeText.appendFraction(plain, number);
            }
            case DYN -> plain.append("INVALID DYNAMIC PARAMETER");
            default -> plain.append("(n.a.)");
        }
    }

    private static void appendText(EventView event, int param, Slot scratch, TextBuffer plain) {
        if (Params.isMissingText(event, param)) {
            plain.append(MISSING);
        } else {
            plain.append(event, param, 0, event.textLength(param));
        }
    }

    private static void appendPath(EventContext context, Rendering r, TextBuffer plain, TextBuffer resolved) {
        EventView event = context.event();
        Slot path = r.scratch();
        if (Params.isMissingText(event, r.value().param())) {
            plain.append(MISSING);
            return;
        }
        path.setText(event, r.value().param());
        PlainText.append(plain, path.bytes(), path.offset(), path.length());
        if (!MISSING.equalsBytes(path.bytes(), path.offset(), path.length())) {
            Directories.resolve(context, r.value().param(), path, resolved);
        }
    }

    private void appendBytes(Rendering r, TextBuffer plain) {
        Slot bytes = r.scratch();
        int length = r.value().copy(bytes);
        switch (r.type()) {
            case SOCKADDR -> SocketText.appendAddress(plain, bytes.bytes(), length);
            case SOCKTUPLE -> SocketText.appendPair(plain, bytes.bytes(), length);
            default -> BufferText.append(plain, bytes.bytes(), 0, length, buffers);
        }
    }

    /** A number in the parameter's format; octal numbers have a zero in front. */
    private static void appendNumber(TextBuffer plain, long number, Rendering r) {
        int size = r.type().size();
        long bits = size < Long.BYTES ? number & ((1L << (8 * size)) - 1) : number;
        PrintFormat format = r.descriptor().format();
        switch (format) {
            case OCT -> plain.append(bits == 0 ? "" : "0").appendBits(bits, 3, true);
            case HEX -> plain.appendBits(bits, 4, true);
            case PAD10 -> plain.appendUnsigned(number, 9);
            default -> plain.appendDecimal(number);
        }
    }
}
