package io.peregrine.config;

/**
 * Memory for events on their way from the kernel.
 *
 * @param sizePreset size of a ring buffer: 1 is 1 MB and each step up to 10 doubles it
 * @param cpusForEach how many CPUs share a ring buffer; 0 means all
 * @param overflowMb megabytes at most for what the ring buffers have no more room for; 0 for none
 */
public record BufferSettings(int sizePreset, int cpusForEach, int overflowMb) {
    /** The size of a ring buffer in bytes. */
    public int bytes() {
        return 1 << (19 + sizePreset);
    }

    /** The bound of {@link #overflowMb} in bytes. */
    public long overflowBytes() {
        return (long) overflowMb << 20;
    }
}
