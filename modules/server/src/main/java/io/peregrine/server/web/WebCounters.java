package io.peregrine.server.web;

import java.util.concurrent.atomic.LongAdder;

/** Counts the connections that the web server took, and those that it closed before they had an answer. Safe for any thread. */
public final class WebCounters {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    private final LongAdder late = new LongAdder();

    void accept() {
        accepted.increment();
    }

    void displace() {
        displaced.increment();
    }

    void overdue() {
        late.increment();
    }

    /** Connections that were taken. */
    public long accepted() {
        return accepted.sum();
    }

    /** Connections without a whole request that were closed for newer ones. */
    public long displaced() {
        return displaced.sum();
    }

    /** Connections that took too long, for a request or for taking its answer, and were closed. */
    public long late() {
        return late.sum();
    }
}
