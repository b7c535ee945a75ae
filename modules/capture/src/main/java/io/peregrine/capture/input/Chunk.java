package io.peregrine.capture.input;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * A piece of native memory that carries bytes from the reading thread to the owner of the source.
 *
 * <pre>
 *  0                 HEADROOM                 end            HEADROOM + size
 *  +------------------+------------------------+---------------+
 *  | what the chunk   | bytes of the capture   | unused        |
 *  | before left over |                        |               |
 *  +------------------+------------------------+---------------+
 * </pre>
 */
final class Chunk {
    /** The bytes in front, enough for a block of an ordinary event that lies across two chunks. */
    static final int HEADROOM = 1 << 17;

    private final MemorySegment memory;
    private final ByteBuffer target;

    Chunk(Arena arena, int size) {
        memory = arena.allocate(HEADROOM + (long) size);
        target = memory.asSlice(HEADROOM).asByteBuffer();
    }

    MemorySegment memory() {
        return memory;
    }

    /** Where the reading thread writes. */
    ByteBuffer target() {
        return target;
    }

    /** Behind the last byte of the capture. */
    long end() {
        return HEADROOM + (long) target.position();
    }
}
