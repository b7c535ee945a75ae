package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The events of a loaded {@link Probe} in the order of their times over all processors ({@link RingMerge}).
 *
 * <p>When all rings are empty the reader waits: half a millisecond behind many events, and twice as long each time when few came, up to 8
 * milliseconds, or none, up to 30. It answers {@link Outcome#IDLE} when nothing came. Waking up costs more than an event, and a ring of the default
 * size has room for what a processor makes in 50 milliseconds at its busiest. Used by one thread.
 */
public final class ProbeSource implements EventSource {
    private static final long SHORTEST_WAIT = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(30).toNanos();
    private static final long LONGEST_WAIT_FOR_MORE = Duration.ofMillis(8).toNanos();

    /** From so many events between two waits on the next wait is the shortest. */
    private static final int MANY = 256;

    private final Probe probe;
    private final RingMerge rings;
    private long wait = SHORTEST_WAIT;
    private int sinceWait;

    ProbeSource(Probe probe, List<Ring> rings, EventClock clock) {
        this.probe = probe;
        this.rings = new RingMerge(rings, clock);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        RingMerge.Found found = rings.next(view);
        if (found == RingMerge.Found.NOTHING) {
            probe.noticeCompat();
            adaptWait();
            LockSupport.parkNanos(wait);
            found = rings.next(view);
        }
        return switch (found) {
            case EVENT -> {
                if ((++sinceWait & MANY - 1) == 0) {
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

    private void adaptWait() {
        wait = sinceWait >= MANY
                ? SHORTEST_WAIT
                : Math.min(sinceWait == 0 ? LONGEST_WAIT : LONGEST_WAIT_FOR_MORE, wait * 2);
        sinceWait = 0;
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
