package io.peregrine.fields;

import java.util.Arrays;

/** A reusable list of slots. Owned by one thread; allocates only while it still grows. */
public final class SlotList {
    private Slot[] slots = {};
    private int size;

    /** Forgets all elements. */
    public void clear() {
        size = 0;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The element at an index below {@link #size()}. */
    public Slot get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return slots[index];
    }

    /** Appends an element, to be filled by the caller. */
    public Slot add() {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, Math.max(8, size * 2));
            for (int i = size; i < slots.length; i++) {
                slots[i] = new Slot();
            }
        }
        return slots[size++];
    }
}
