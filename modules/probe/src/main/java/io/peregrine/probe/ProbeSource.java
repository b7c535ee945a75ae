package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.DescriptorWait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The events of a loaded {@link Probe} in the order of their times over all processors ({@link RingMerge}).
 *
 * <p>When all rings are empty the reader waits: twice as long each time, from half a millisecond up to 8, or half a millisecond when a twentieth of a ring
 * came meanwhile. Waking up costs more than an event, and a ring of the default size has room for what a processor makes in 50 milliseconds at its
 * busiest. When little comes it sleeps until the kernel wakes it for the next event: at once where the last sleep was a long one, as one more wait
 * collects what belongs together, else when nothing came in two waits. It answers {@link Outcome#IDLE} when nothing came, and that at least four times a
 * second. Used by one thread but for {@link #wake}.
 */
public final class ProbeSource implements EventSource {
    private static final long SHORTEST_WAIT = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(8).toNanos();

    /** The first sleep behind events is short, for who does things when nothing comes. */
    private static final int SHORTEST_SLEEP_MILLIS = 60;

    private static final int LONGEST_SLEEP_MILLIS = 240;

    /** So many waits in a row in which nothing comes are before a sleep, where events come often. */
    private static final int EMPTY_WAITS = 2;

    /** From so many events between two waits on, the next wait is the shortest: a twentieth of a ring, at some 110 bytes an event. */
    private static final int RING_BYTES_FOR_AN_EVENT = 2048;

    /** Of so many events one is followed by a look for 32-bit code. */
    private static final int LOOK_EVERY = 256;

    private final Probe probe;
    private final RingMerge rings;
    private final DescriptorWait bell;
    private final int many;
    private long wait = SHORTEST_WAIT;
    private int sleepMillis = SHORTEST_SLEEP_MILLIS;
    /** Whether the last sleep ended within a wait, so that it was not worth it. */
    private boolean often = true;

    private boolean slept;
    private int waitsLeft = EMPTY_WAITS;
    private int sinceWait;

    ProbeSource(Probe probe, List<Ring> rings, EventClock clock, DescriptorWait bell) {
        this.probe = probe;
        this.rings = new RingMerge(rings, clock);
        this.bell = bell;
        this.many = (int) (rings.getFirst().size() / RING_BYTES_FOR_AN_EVENT);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        RingMerge.Found found = rings.next(view);
        if (found == RingMerge.Found.NOTHING) {
            probe.noticeCompat();
            waitForMore();
            found = rings.next(view);
        }
        return switch (found) {
            case EVENT -> {
                if ((++sinceWait & LOOK_EVERY - 1) == 0) {
                    probe.noticeCompat();
                }
                yield Outcome.EVENT;
            }
            case NOTHING -> Outcome.IDLE;
            case RUBBISH ->
                throw new SourceException(
                        "the kernel's ring holds something that is no event: the probe's program file and"
                                + " this version of Peregrine do not belong together");
        };
    }

    private void waitForMore() {
        boolean few = sinceWait < many / 4;
        if (sinceWait > 0) {
            sleepMillis = SHORTEST_SLEEP_MILLIS;
            waitsLeft = often ? EMPTY_WAITS : waitsLeft;
        } else if (slept) {
            waitsLeft = 0;
        }
        slept = false;
        if (sinceWait >= many) {
            wait = SHORTEST_WAIT;
        } else if (few) {
            wait = Math.min(LONGEST_WAIT, 2 * wait);
        }
        sinceWait = 0;
        if (few && wait == LONGEST_WAIT && --waitsLeft < 0) {
            sleep();
        } else {
            LockSupport.parkNanos(wait);
        }
    }

    private void sleep() {
        rings.askForWaking();
        long begin = System.nanoTime();
        bell.sleep(sleepMillis);
        often = System.nanoTime() - begin < LONGEST_WAIT;
        waitsLeft = often ? EMPTY_WAITS : 1;
        slept = true;
        sleepMillis = LONGEST_SLEEP_MILLIS;
    }

    @Override
    public void wake(Thread owner) {
        bell.wake();
        LockSupport.unpark(owner);
    }

    /** The probe behind this source: its counters and its interest. */
    public Probe probe() {
        return probe;
    }

    /** Detaches the probe and gives its memory back; views of its events become invalid. */
    @Override
    public void close() {
        probe.close();
    }
}
