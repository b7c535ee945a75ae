package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The events of a loaded {@link Probe} in the order of their times over all rings.
 *
 * <p>A ring whose oldest event is still being written looks empty for that moment, so that an event of another processor may overtake it.
 * When all rings are empty the reader waits, first half a millisecond and then longer up to 30, and answers {@link Outcome#IDLE} when
 * nothing came. Used by one thread.
 */
public final class ProbeSource implements EventSource {
    private static final long SHORTEST_WAIT = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(30).toNanos();

    private final Probe probe;
    private final Ring[] rings;
    private Ring lent;
    private long wait = SHORTEST_WAIT;
    private long number;
    private int trailer;

    ProbeSource(Probe probe, List<Ring> rings) {
        this.probe = probe;
        this.rings = rings.toArray(Ring[]::new);
        this.lent = this.rings[0];
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        lent.release(false);
        Ring oldest = oldest();
        if (oldest.headTime() == Ring.NONE) {
            releaseAll();
            LockSupport.parkNanos(wait);
            oldest = oldest();
            if (oldest.headTime() == Ring.NONE) {
                wait = Math.min(LONGEST_WAIT, wait * 2);
                return Outcome.IDLE;
            }
        }
        wait = SHORTEST_WAIT;
        lent = oldest;
        trailer = oldest.headTrailer();
        int cpu = RingLayout.processor(trailer);
        boolean whole = view.wrap(oldest.data(), oldest.headPlace(), oldest.headLength(), cpu, ++number);
        oldest.take();
        if (!whole) {
            throw new SourceException(
                    "the kernel's ring holds something that is no event: the probe's program file and this"
                            + " version of Peregrine do not belong together");
        }
        return Outcome.EVENT;
    }

    private Ring oldest() {
        Ring oldest = rings[0];
        oldest.fetch();
        for (int i = 1; i < rings.length; i++) {
            Ring ring = rings[i];
            ring.fetch();
            if (ring.headTime() < oldest.headTime()) {
                oldest = ring;
            }
        }
        return oldest;
    }

    private void releaseAll() {
        for (Ring ring : rings) {
            ring.release(true);
        }
    }

    /**
     * Whether the last event's arguments were read only when its call had ended, because the page that held them was not in memory when it
     * began: another thread may have rewritten them meanwhile.
     */
    public boolean isLate() {
        return RingLayout.isLate(trailer);
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
