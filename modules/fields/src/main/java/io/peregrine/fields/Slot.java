package io.peregrine.fields;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;

/**
 * A reusable place for one extracted value: a number, or a range of bytes.
 *
 * <p>Bytes of state are referenced, bytes of an event and bytes that were put together are copied into the slot's own buffer; both are
 * valid until the slot is filled again, and state bytes stay valid for ever because they are immutable. Owned by one thread. Allocates
 * only while its own buffer still grows.
 */
public final class Slot {
    private final TextBuffer text = new TextBuffer();
    private long number;
    private byte[] bytes = ByteString.EMPTY.array();
    private int offset;
    private int length;
    private Slot part;
    private ParamType type = ParamType.NONE;
    private PrintFormat format = PrintFormat.NA;

    /** The number, or 1 and 0 for a truth value, or the raw bits of a double. */
    public long number() {
        return number;
    }

    /** The array that holds the bytes; never to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** The index of the first byte in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** The type that the event gave to the value; meaningful only for fields of type {@link ParamType#DYN}. */
    public ParamType type() {
        return type;
    }

    /** The print format that goes with {@link #type()}. */
    public PrintFormat format() {
        return format;
    }

    /** Tells the type of the value, for fields of type {@link ParamType#DYN}. */
    public void describe(ParamType valueType, PrintFormat valueFormat) {
        type = valueType;
        format = valueFormat;
    }

    /** The bytes as an own copy; allocates. */
    public ByteString copy() {
        return ByteString.copy(bytes, offset, length);
    }

    /** Fills the slot with a number; always true. */
    public boolean set(long value) {
        number = value;
        return true;
    }

    /** Fills the slot with a truth value; always true. */
    public boolean set(boolean value) {
        number = value ? 1 : 0;
        return true;
    }

    /** Fills the slot with a double; always true. */
    public boolean set(double value) {
        number = Double.doubleToRawLongBits(value);
        return true;
    }

    /** Refers to a byte string; always true. */
    public boolean set(ByteString value) {
        return set(value.array(), 0, value.length());
    }

    /** Refers to part of an array, which must not change while the value is used; always true. */
    public boolean set(byte[] array, int from, int count) {
        bytes = array;
        offset = from;
        length = count;
        return true;
    }

    /** Copies a text parameter of an event, up to its first NUL; always true. */
    public boolean setText(EventView event, int param) {
        return setBytes(event, param, event.textLength(param));
    }

    /** Copies the first bytes of a parameter of an event; always true. */
    public boolean setBytes(EventView event, int param, int count) {
        text.clear();
        text.append(event, param, 0, count);
        return setText();
    }

    /** A second slot for the parts of a text that is put together in this one. */
    public Slot part() {
        if (part == null) {
            part = new Slot();
        }
        return part;
    }

    /** The slot's own buffer, emptied: append to it, then call {@link #setText()}. */
    public TextBuffer startText() {
        return text.clear();
    }

    /** The slot's own buffer as it stands. */
    public TextBuffer text() {
        return text;
    }

    /** Fills the slot with what its own buffer holds; always true. */
    public boolean setText() {
        return set(text.array(), 0, text.length());
    }
}
