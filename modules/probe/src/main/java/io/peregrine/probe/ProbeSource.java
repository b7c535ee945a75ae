package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.DescriptorWait;
import java.util.concurrent.locks.LockSupport;

/**
 * The events of a loaded {@link Probe} in the order of their times over all processors ({@link RingMerge}).
 *
 * <p>Until the first call of {@link #next} a thread moves what rings have no more room for to overflow memory ({@link EarlyRelief}), from then on the reader does.
 *
 * <p>When all rings are empty the reader waits, or sleeps until the kernel wakes it for the next event ({@link ReaderPace}). It answers {@link Outcome#IDLE}
 * when nothing came, and that at least four times a second. Used by one thread but for {@link #wake}.
 */
public final class ProbeSource implements EventSource {
    /** Of so many events one is followed by a look for 32-bit code. */
    private static final int LOOK_EVERY = 256;

    private final Probe probe;
    private final RingMerge rings;
    private final OverflowPool overflow;
    private final DescriptorWait bell;
    private final ReaderPace pace;
    private final EarlyRelief early;
    private boolean reading;
    private int sinceRest;

    ProbeSource(Probe probe, Rings rings, EventClock clock) {
        this.probe = probe;
        this.rings = new RingMerge(rings.readers(), clock);
        overflow = rings.overflow();
        bell = rings.bell();
        pace = new ReaderPace(rings.readers().getFirst().size());
        early = EarlyRelief.start(this.rings::relieve);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (!reading) {
            early.end();
            reading = true;
        }
        RingMerge.Found found = rings.next(view);
        if (found == RingMerge.Found.NOTHING) {
            probe.noticeCompat();
            rest();
            found = rings.next(view);
        }
        return switch (found) {
            case EVENT -> {
                if ((++sinceRest & LOOK_EVERY - 1) == 0) {
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

    private void rest() {
        overflow.rest();
        if (pace.sleepsNext(sinceRest)) {
            rings.askForWaking();
            long begin = System.nanoTime();
            bell.sleep(pace.sleepMillis());
            pace.slept(System.nanoTime() - begin);
        } else {
            LockSupport.parkNanos(pace.waitNanos());
        }
        sinceRest = 0;
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
        early.end();
        probe.close();
    }
}
