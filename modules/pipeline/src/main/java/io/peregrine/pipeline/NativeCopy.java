package io.peregrine.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Native memory that holds a copy of one event at a time and grows to the largest. Events are only ever read from native memory: a second kind
 * of segment would make every access of the loop slower.
 */
final class NativeCopy {
    private static final int INITIAL_SIZE = 1 << 12;

    private MemorySegment memory = Arena.ofAuto().allocate(INITIAL_SIZE, Long.BYTES);

    /** The copy of bytes of other memory, valid until the next call. */
    MemorySegment of(MemorySegment from, long at, long length) {
        reserve(length);
        MemorySegment.copy(from, at, memory, 0, length);
        return memory;
    }

    /** The copy of an array, valid until the next call. */
    MemorySegment of(byte[] from) {
        reserve(from.length);
        MemorySegment.copy(from, 0, memory, ValueLayout.JAVA_BYTE, 0, from.length);
        return memory;
    }

    private void reserve(long length) {
        if (length > memory.byteSize()) {
            memory = Arena.ofAuto().allocate(Math.max(length, 2 * memory.byteSize()), Long.BYTES);
        }
    }
}
