package io.peregrine.app.live;

/** Reports when the source was asked too often in a row and had no event. Owned by the source's thread. */
public final class TimeoutMonitor {
    /** Who is told. */
    @FunctionalInterface
    public interface Report {
        /**
         * Nothing came so many times in a row and once more.
         *
         * @param limit how many
         * @param lastEvent the time of the last event, 0 when there was none
         */
        void nothingCame(long limit, long lastEvent);
    }

    private final Report report;
    private long limit;
    private long lastNumber;
    private long timeouts;

    /**
     * A monitor.
     *
     * @param limit {@code syscall_event_timeouts.max_consecutives}: how many times in a row are still right
     */
    public TimeoutMonitor(long limit, Report report) {
        this.limit = limit;
        this.report = report;
    }

    /** Another limit holds from now on. */
    public void follow(long newLimit) {
        limit = newLimit;
    }

    /**
     * The source had nothing.
     *
     * @param number the running number of the last event, 0 when there was none
     * @param time the time of that event
     */
    public void nothingCame(long number, long time) {
        if (number != lastNumber) {
            lastNumber = number;
            timeouts = 0;
        }
        timeouts++;
        if (timeouts > limit) {
            timeouts = 0;
            report.nothingCame(limit, number == 0 ? 0 : time);
        }
    }
}
