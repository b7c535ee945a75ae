package io.peregrine.plugin;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Where a reader puts the value of a field; each call of {@link #text}, {@link #number} and so on gives one value, the next of a list or the
 * only one. All return true, so that a reader may end in one. Owned by the thread of the source; allocates only where it says so.
 */
public final class ValueOut {
    private Slot single;
    private SlotList several;

    /** Not filled yet: {@link #into} says where values go. */
    public ValueOut() {}

    /** Values go into this slot. */
    public ValueOut into(Slot slot) {
        single = slot;
        several = null;
        return this;
    }

    /** Values go into this list. */
    public ValueOut into(SlotList list) {
        several = list;
        return this;
    }

    private Slot next() {
        return several == null ? single : several.add();
    }

    /** A whole number, a time or a duration. */
    public boolean number(long value) {
        return next().set(value);
    }

    /** A truth value. */
    public boolean truth(boolean value) {
        return next().set(value);
    }

    /** A text; allocates its bytes. */
    public boolean text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that was made before. */
    public boolean text(ByteString value) {
        return next().set(value);
    }

    /** A text, or an address of 4 or 16 bytes; the array must not change any more. */
    public boolean bytes(byte[] value) {
        return next().set(value, 0, value.length);
    }

    /** Part of an array that must not change while the event is handled. */
    public boolean bytes(byte[] array, int from, int count) {
        return next().set(array, from, count);
    }

    /** Bytes of memory, which are copied. */
    public boolean bytes(MemorySegment memory, long from, int count) {
        Slot slot = next();
        TextBuffer text = slot.startText();
        text.append(memory, from, count);
        return slot.setText();
    }
}
