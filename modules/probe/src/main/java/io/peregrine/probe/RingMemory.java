package io.peregrine.probe;

/**
 * Memory for events on their way from the kernel.
 *
 * @param bytes room of one ring in bytes, a power of two
 * @param processorsEach processors that share a ring; 0 for one ring for all
 * @param overflowBytes most memory of this process for what rings have no more room for, over all rings; 0 for none
 */
public record RingMemory(int bytes, int processorsEach, long overflowBytes) {
    /** Eight times a ring of the default size: what one processor makes in 0.2 seconds at its busiest. */
    public static final long DEFAULT_OVERFLOW_BYTES = 64 << 20;

    public RingMemory {
        if (bytes < 4096 || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("the ring size must be a power of two of at least a page, not " + bytes);
        }
        if (processorsEach < 0) {
            throw new IllegalArgumentException("the processors of a ring cannot be " + processorsEach);
        }
        if (overflowBytes < 0) {
            throw new IllegalArgumentException("the bytes of overflow memory cannot be " + overflowBytes);
        }
    }

    /** The number of rings on a machine with so many processors. */
    int rings(int processors) {
        return processorsEach == 0 ? 1 : (processors + processorsEach - 1) / processorsEach;
    }

    /** The ring of a processor. */
    int ringOf(int processor) {
        return processorsEach == 0 ? 0 : processor / processorsEach;
    }
}
