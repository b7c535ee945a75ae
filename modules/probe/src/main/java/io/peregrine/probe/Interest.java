package io.peregrine.probe;

import java.util.Set;

/** A prepared set of reported calls and tracepoints: {@link #apply} and then {@link #settle}, or {@link #discard} alone. */
public final class Interest {
    private final Runnable stores;
    private final Attachments attachments;
    private final Set<AttachPoint> points;
    private final Set<AttachPoint> before;

    Interest(Runnable stores, Attachments attachments, Set<AttachPoint> points, Set<AttachPoint> before) {
        this.stores = stores;
        this.attachments = attachments;
        this.points = Set.copyOf(points);
        this.before = before;
    }

    /** Puts it in force, from the next call on: stores to memory that the programs read. For any thread; waits for nothing. */
    public void apply() {
        stores.run();
    }

    /** Detaches what is no longer needed. For the thread that prepared it. */
    public void settle() {
        attachments.detachAllBut(points);
    }

    /** Gives it up and detaches what was attached for it. For the thread that prepared it. */
    public void discard() {
        attachments.detachAllBut(before);
    }
}
