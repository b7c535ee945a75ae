package io.peregrine.state;

/**
 * The bytes that the tables may take together: threads, descriptors and their strings. An estimate of the heap that the entries
 * themselves occupy, charged when something is added and credited when it goes.
 */
public final class MemoryBudget {
    private final long limit;
    private final StateCounters counters;
    private long used;

    /** A budget of this many bytes; what it refuses is counted there. */
    MemoryBudget(long limitBytes, StateCounters counters) {
        limit = limitBytes;
        this.counters = counters;
    }

    /** The most bytes. */
    public long limit() {
        return limit;
    }

    /** The bytes in use. */
    public long used() {
        return used;
    }

    /** Whether the limit is reached. */
    boolean isSpent() {
        return used >= limit;
    }

    /** Whether this many bytes more would pass the limit; fewer bytes never do. */
    boolean wouldExceed(long more) {
        return more > 0 && used + more > limit;
    }

    /** Descriptors were not kept. */
    void refuseDescriptors(long count) {
        counters.refusedDescriptors += count;
    }

    /** Texts of a thread were not kept. */
    void refuseTexts() {
        counters.refusedTexts++;
    }

    /** A user or a group was not kept. */
    void refuseAccount() {
        counters.refusedAccounts++;
    }

    void charge(long bytes) {
        used += bytes;
    }

    void credit(long bytes) {
        used -= bytes;
    }
}
