package io.peregrine.state;

/**
 * The bytes that the tables may take together: threads, descriptors and their strings. An estimate of the heap that the entries
 * themselves occupy, charged when something is added and credited when it goes.
 */
public final class MemoryBudget {
    private final long limit;
    private long used;

    /** A budget of this many bytes. */
    public MemoryBudget(long limitBytes) {
        limit = limitBytes;
    }

    /** The most bytes. */
    public long limit() {
        return limit;
    }

    /** The bytes in use. */
    public long used() {
        return used;
    }

    /** Whether this many bytes more would pass the limit. */
    boolean wouldExceed(long more) {
        return used + more > limit;
    }

    void charge(long bytes) {
        used += bytes;
    }

    void credit(long bytes) {
        used -= bytes;
    }
}
