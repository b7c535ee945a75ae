package io.peregrine.output;

import java.util.concurrent.atomic.AtomicLong;

/** What is counted about outputs over the whole life of the process, whatever is reloaded meanwhile. Safe for any thread. */
public final class OutputCounters {
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong queueDrops = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();

    /** Returns how many alerts were handed to the outputs. */
    public long submitted() {
        return submitted.get();
    }

    /** Returns how many alerts were dropped because a queue was full. */
    public long queueDrops() {
        return queueDrops.get();
    }

    /** Returns how many alerts were held back by a limit on repetitions. */
    public long throttled() {
        return throttled.get();
    }

    /** Counts an alert that is held back by a limit on repetitions. */
    public void countThrottled() {
        throttled.incrementAndGet();
    }

    void countSubmitted() {
        submitted.incrementAndGet();
    }

    /** Counts a drop and tells whether it is the first one. */
    boolean countQueueDrop() {
        return queueDrops.getAndIncrement() == 0;
    }
}
