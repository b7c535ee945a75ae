package io.peregrine.probe;

import java.util.function.LongSupplier;

/**
 * The times of events. The programs note the boot clock, which nobody can set, plus a number that is fixed when they are loaded; so the order
 * of events is that of the boot clock whatever happens to the wall clock. What the wall clock has been set by since then is added when an
 * event is delivered.
 *
 * <p>A wall clock that was set forward is followed at once. One that was set back is approached at half speed: times go on growing, and
 * after twice the step they are the wall clock's again. Owned by the source's thread.
 */
public final class EventClock {
    private final LongSupplier offset;
    private final long base;
    private long target;
    private boolean slow;
    private long slowFrom;
    private long slowCorrection;
    private long latest;

    /**
     * A clock.
     *
     * @param offset what has to be added to the boot clock to get the wall clock, in nanoseconds, as it is when asked
     */
    public EventClock(LongSupplier offset) {
        this.offset = offset;
        base = offset.getAsLong();
    }

    /** What the programs add to the boot clock. */
    long base() {
        return base;
    }

    /** Asks again how far the clocks are apart. Differences below a millisecond are the imprecision of asking. */
    void reread() {
        long now = offset.getAsLong() - base;
        if (Math.abs(now - target) < 1_000_000) {
            return;
        }
        long current = correction(latest);
        target = now;
        slow = now < current;
        slowFrom = latest;
        slowCorrection = current;
    }

    /** The time of an event in nanoseconds since the epoch. */
    long time(long noted) {
        latest = Math.max(latest, noted);
        long correction = correction(noted);
        slow &= correction != target;
        return noted + correction;
    }

    /** The time at a moment that the programs noted, or would have. */
    long at(long noted) {
        return noted + correction(noted);
    }

    private long correction(long noted) {
        return slow ? Math.max(target, slowCorrection - Math.max(0, noted - slowFrom) / 2) : target;
    }
}
