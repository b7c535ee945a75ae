package io.peregrine.engine.profile;

/**
 * The mean of times that were taken on some events. A thread may be interrupted, or wait, while a time is taken; such times are told by their length. Owned by one
 * thread.
 */
public final class SampledTime {
    /** In nanoseconds: no comparison takes so long unless its text is huge, and other programs get turns that are longer. */
    private static final long LONG = 50_000;

    /** When more than one time in so many is long, it is the work that is. */
    private static final int OFTEN = 10;

    private final boolean mayWait;
    private long nanos;
    private long events;
    private long longNanos;
    private long longEvents;

    /**
     * No times yet.
     *
     * @param mayWait whether what is timed waits, so that long times never count
     */
    public SampledTime(boolean mayWait) {
        this.mayWait = mayWait;
    }

    /** Adds a time in nanoseconds, in which the clock was asked once. */
    public void add(long took) {
        if (took > LONG) {
            longNanos += took;
            longEvents++;
        } else {
            nanos += took - ClockCost.NANOS;
            events++;
        }
    }

    /** The mean in nanoseconds, 0 when there is none. */
    public double mean() {
        boolean all = !mayWait && longEvents * OFTEN > events + longEvents;
        double sum = all ? nanos + longNanos : nanos;
        long count = all ? events + longEvents : events;
        return count == 0 ? 0 : Math.max(0, sum / count);
    }
}
