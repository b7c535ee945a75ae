package io.peregrine.app.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reports when the source was asked too often in a row and had no event. Owned by the source's thread.
 *
 * <p>Falco asks again after 30 milliseconds at the latest (libs 0.25.2, {@code scap_modern_bpf}). A source that sleeps for longer counts as asked so often.
 */
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

    private static final long LOOK = Duration.ofSeconds(1).toNanos();
    private static final long FALCOS_WAIT = Duration.ofMillis(30).toNanos();

    private final Report report;
    private final LongSupplier clock;
    private long limit;
    private long lastNumber;
    private long timeouts;
    private long last;
    private long looked;
    private long lastUnseen;

    /**
     * A monitor.
     *
     * @param limit {@code syscall_event_timeouts.max_consecutives}: how many times in a row are still right
     * @param clock a clock in nanoseconds, such as {@link System#nanoTime}
     */
    public TimeoutMonitor(long limit, LongSupplier clock, Report report) {
        this.limit = limit;
        this.clock = clock;
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
     * @param unseen how many events the kernel left out so far, which are signs of life too; asked about every second and before a report, as counting
     *     them takes longer than all else that an idle engine does
     */
    public void nothingCame(long number, long time, LongSupplier unseen) {
        long now = clock.getAsLong();
        long since = last;
        last = now;
        if (number != lastNumber || timeouts == 0 || (now - looked >= LOOK && hasLived(now, unseen))) {
            lastNumber = number;
            timeouts = 1;
        } else {
            timeouts += Math.max(1, (now - since) / FALCOS_WAIT);
        }
        if (timeouts > limit) {
            boolean lives = hasLived(now, unseen);
            timeouts = lives ? 1 : 0;
            if (!lives) {
                report.nothingCame(limit, number == 0 ? 0 : time);
            }
        }
    }

    private boolean hasLived(long now, LongSupplier unseen) {
        long before = lastUnseen;
        looked = now;
        lastUnseen = unseen.getAsLong();
        return lastUnseen != before;
    }
}
