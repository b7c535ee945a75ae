package io.peregrine.capture.input;

import java.nio.ByteBuffer;

/**
 * An array that carries bytes from the reading thread to the owner of the source.
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

    private final byte[] memory;
    private final ByteBuffer target;

    Chunk(int size) {
        memory = new byte[HEADROOM + size];
        target = ByteBuffer.wrap(memory, HEADROOM, size).slice();
    }

    byte[] memory() {
        return memory;
    }

    /** Where the reading thread writes. */
    ByteBuffer target() {
        return target;
    }

    /** Behind the last byte of the capture. */
    int end() {
        return HEADROOM + target.position();
    }
}
