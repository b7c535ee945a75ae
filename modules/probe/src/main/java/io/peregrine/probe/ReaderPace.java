package io.peregrine.probe;

import java.time.Duration;

/**
 * How a reader of rings rests when they are empty.
 *
 * <p>It waits, twice as long each time, from half a millisecond up to 8, or half a millisecond when a twentieth of a ring came meanwhile: waking up costs more than
 * an event, and a ring of the default size has room for what a processor makes in 50 milliseconds at its busiest. When little comes it sleeps, until it is
 * woken for the next event: where the last sleep was a long one behind one wait, which collects what belongs together, else behind two in which
 * nothing came. Used by one thread.
 */
final class ReaderPace {
    private static final long SHORTEST_WAIT = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(8).toNanos();

    /** The first sleep behind events is short, for who does things when nothing comes. */
    private static final int SHORTEST_SLEEP_MILLIS = 60;

    private static final int LONGEST_SLEEP_MILLIS = 240;

    /** So many waits in a row in which nothing comes are before a sleep, where events come often. */
    private static final int EMPTY_WAITS = 2;

    /** A twentieth of a ring is an event for so many of its bytes, at some 110 bytes an event. */
    private static final int RING_BYTES_FOR_AN_EVENT = 2048;

    /** From so many events between two rests on, the next wait is the shortest. */
    private final int many;

    private long wait = SHORTEST_WAIT;
    private int sleepMillis = SHORTEST_SLEEP_MILLIS;

    /** Whether the last sleep ended within a wait, so that it was not worth it. */
    private boolean often = true;

    private boolean justSlept;
    private int waitsLeft = EMPTY_WAITS;

    /** A pace for rings of this size in bytes. */
    ReaderPace(long ringBytes) {
        many = (int) (ringBytes / RING_BYTES_FOR_AN_EVENT);
    }

    /**
     * Decides about the next rest: a sleep of {@link #sleepMillis}, told to {@link #slept} behind it, or a wait of {@link #waitNanos}.
     *
     * @param events how many came since the last one
     * @return whether it is a sleep
     */
    boolean sleepsNext(int events) {
        boolean few = events < many / 4;
        if (events > 0) {
            sleepMillis = SHORTEST_SLEEP_MILLIS;
            waitsLeft = often ? EMPTY_WAITS : waitsLeft;
        } else if (justSlept) {
            waitsLeft = 0;
        }
        justSlept = false;
        if (events >= many) {
            wait = SHORTEST_WAIT;
        } else if (few) {
            wait = Math.min(LONGEST_WAIT, 2 * wait);
        }
        return few && wait == LONGEST_WAIT && --waitsLeft < 0;
    }

    long waitNanos() {
        return wait;
    }

    int sleepMillis() {
        return sleepMillis;
    }

    /** A sleep is over, after so many nanoseconds. */
    void slept(long nanos) {
        often = nanos < LONGEST_WAIT;
        waitsLeft = often ? EMPTY_WAITS : 1;
        justSlept = true;
        sleepMillis = LONGEST_SLEEP_MILLIS;
    }
}
