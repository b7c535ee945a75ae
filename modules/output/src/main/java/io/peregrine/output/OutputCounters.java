package io.peregrine.output;

import java.util.concurrent.atomic.AtomicLong;

/** What is counted about outputs over the whole life of the process, whatever is reloaded meanwhile. Safe for any thread. */
public final class OutputCounters {
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong queueDrops = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();

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

    /** Returns how many alerts named a value that was on its way. */
    public long waited() {
        return waited.get();
    }

    /** Returns how many of them left with every value. */
    public long completed() {
        return completed.get();
    }

    /** Returns how many of them left without a value because it did not come in time. */
    public long timedOut() {
        return timedOut.get();
    }

    /** Counts an alert that names a value that is on its way. */
    public void countWaiting() {
        waited.incrementAndGet();
    }

    /** Counts such an alert as it leaves, with every value or without. */
    public void countWaited(boolean complete) {
        (complete ? completed : timedOut).incrementAndGet();
    }

    void countSubmitted() {
        submitted.incrementAndGet();
    }

    /** Counts a drop and tells whether it is the first one. */
    boolean countQueueDrop() {
        return queueDrops.getAndIncrement() == 0;
    }
}
