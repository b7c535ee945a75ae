package io.peregrine.event;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A copy of one event in an array that belongs to a view. The array grows with the events; that of an event of more than a megabyte is not used again. */
final class EventCopy {
    private static final int INITIAL = 1 << 10;
    private static final int LARGE = 1 << 20;
    private static final byte[] NONE = {};

    private byte[] array = NONE;

    /** The array; the copy begins at 0. */
    byte[] array() {
        return array;
    }

    /** Copies bytes of native memory. */
    byte[] take(MemorySegment memory, long from, int count) {
        reserve(count);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, array, 0, count);
        return array;
    }

    /** Copies bytes of an array. */
    byte[] take(byte[] other, int from, int count) {
        reserve(count);
        System.arraycopy(other, from, array, 0, count);
        return array;
    }

    private void reserve(int size) {
        if (size > array.length || array.length > LARGE) {
            array = new byte[size > LARGE ? size : Math.clamp(2L * size, INITIAL, LARGE)];
        }
    }
}
