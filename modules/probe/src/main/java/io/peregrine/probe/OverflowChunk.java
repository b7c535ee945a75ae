package io.peregrine.probe;

import java.lang.foreign.MemorySegment;

/** A piece of overflow memory, with a copy of all that a ring held between two of its positions. */
final class OverflowChunk {
    private final MemorySegment memory;
    private long begin;
    private long end;

    OverflowChunk(MemorySegment memory) {
        this.memory = memory;
    }

    /** Its memory, with what the ring held at {@link #begin} in front. */
    MemorySegment memory() {
        return memory;
    }

    /** The ring's position at which it begins. */
    long begin() {
        return begin;
    }

    /** The ring's position behind its last record. */
    long end() {
        return end;
    }

    /** Bytes for which there is room behind the last record. */
    long room() {
        return memory.byteSize() - (end - begin);
    }

    /** Empties it, for records from a position on. */
    void beginAt(long position) {
        begin = position;
        end = position;
    }

    /** Copies what a ring holds from {@link #end} on. */
    void append(MemorySegment ring, long place, long bytes) {
        MemorySegment.copy(ring, place, memory, end - begin, bytes);
        end += bytes;
    }
}
