package io.peregrine.capture.output;

import io.peregrine.capture.block.EventBlock;
import io.peregrine.event.EventView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Events that stand behind the lists of a section and in front of what happens: a reader learns from them and shows them to no rule. Owned by one
 * thread.
 */
final class StateEvents {
    private static final int INITIAL_SIZE = 1 << 12;

    private MemorySegment memory = Arena.ofAuto().allocate(INITIAL_SIZE, Long.BYTES);
    private long filled;

    /** An event, which is copied. */
    void add(EventView event) {
        long size = EventBlock.size(event.length());
        if (filled + size > memory.byteSize()) {
            MemorySegment larger = Arena.ofAuto().allocate(Math.max(2 * memory.byteSize(), filled + size), Long.BYTES);
            MemorySegment.copy(memory, 0, larger, 0, filled);
            memory = larger;
        }
        filled += EventBlock.write(event, memory, filled);
    }

    /** All of them as blocks of a capture. */
    ByteBuffer blocks() {
        return memory.asSlice(0, filled).asByteBuffer();
    }
}
