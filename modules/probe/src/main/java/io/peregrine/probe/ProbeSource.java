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
 * <p>When all rings are empty the reader waits: twice as long each time, from half a millisecond up to 8, or half a millisecond when a ring's
 * worth of events came meanwhile. Waking up costs more than an event, and a ring of the default size has room for what a processor makes in 50
 * milliseconds at its busiest. When nothing comes within the longest wait the reader sleeps until the kernel wakes it for the next event. It answers
 * {@link Outcome#IDLE} when nothing came, and that at least four times a second. Used by one thread but for {@link #wake}.
 */
public final class ProbeSource implements EventSource {
    private static final long SHORTEST_WAIT = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(8).toNanos();

    /** The first sleep behind events is short, for who does things when nothing comes; each further one takes twice as long. */
    private static final int SHORTEST_SLEEP_MILLIS = 30;

    private static final int LONGEST_SLEEP_MILLIS = 240;

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
        if (sinceWait == 0 && wait == LONGEST_WAIT) {
            rings.askForWaking();
            bell.sleep(sleepMillis);
            sleepMillis = Math.min(LONGEST_SLEEP_MILLIS, 2 * sleepMillis);
            return;
        }
        if (sinceWait >= many) {
            wait = SHORTEST_WAIT;
        } else if (sinceWait < many / 4) {
            wait = Math.min(LONGEST_WAIT, 2 * wait);
        }
        if (sinceWait > 0) {
            sleepMillis = SHORTEST_SLEEP_MILLIS;
        }
        sinceWait = 0;
        LockSupport.parkNanos(wait);
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
