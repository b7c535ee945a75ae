package io.peregrine.probe;

import io.peregrine.event.EventView;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Several rings as one stream in the order of the events' times.
 *
 * <p>A ring whose oldest event is still being written looks empty for that moment, so that an event of another ring may overtake it. One
 * thread reads; nothing here allocates for an event.
 *
 * <p>A reader that is slower than the kernel for a while loses nothing as long as it reads: what rings have no more room for is moved to memory of
 * this process, time and again ({@link Ring#relieve}). One that does not ask for the next event at all cannot be helped.
 */
final class RingMerge {
    /** What {@link #next} found. */
    enum Found {
        EVENT,
        NOTHING,
        /** Something that is no event. */
        RUBBISH
    }

    /**
     * Of so many calls one looks how full the rings are, also those whose events wait for older ones of others. Where no code is compiled yet, a call and
     * what is done about its event take up to 50 microseconds (measured), so that it is 6 milliseconds from one look to the next; three quarters of a
     * ring of the default size fill in 20 at the busiest.
     */
    private static final int LOOK_EVERY = 128;

    private final Ring[] rings;
    private final EventClock clock;
    private Ring lent;
    private int calls;

    /** The stream of these rings with the times of a clock. */
    RingMerge(List<Ring> rings, EventClock clock) {
        this.clock = clock;
        this.rings = rings.toArray(Ring[]::new);
        this.lent = this.rings[0];
    }

    /** Lends the oldest event of all rings until the next call. */
    Found next(EventView view) {
        lent.releaseMuch();
        if ((++calls & LOOK_EVERY - 1) == 0) {
            relieve();
        }
        Ring oldest = oldest();
        if (oldest.headTime() == Ring.NONE) {
            releaseAllButTheLast();
            return Found.NOTHING;
        }
        lent = oldest;
        int trailer = oldest.headTrailer();
        int cpu = RingLayout.processor(trailer);
        boolean whole = view.copyFrom(oldest.memory(), oldest.headPlace(), oldest.headLength(), cpu);
        oldest.take();
        if (RingLayout.isLate(trailer)) {
            view.markLate();
        }
        if (RingLayout.isTold(trailer)) {
            view.markStateOnly();
        }
        view.retime(clock.time(view.timestamp()));
        return whole ? Found.EVENT : Found.RUBBISH;
    }

    /** Moves what rings have no more room for to overflow memory ({@link Ring#relieve}). No event may be lent. */
    void relieve() {
        for (Ring ring : rings) {
            ring.relieve();
        }
    }

    private Ring oldest() {
        Ring oldest = rings[0];
        oldest.fetch();
        int at = 0;
        for (int i = 1; i < rings.length; i++) {
            Ring ring = rings[i];
            ring.fetch();
            if (ring.headTime() < oldest.headTime()) {
                oldest = ring;
                at = i;
            }
        }
        return older(oldest, at);
    }

    /**
     * The oldest again, now that it is there: a ring that was looked at before it and was empty may hold an older one by now, of a thread that went on to another
     * processor in between.
     */
    private Ring older(Ring found, int at) {
        Ring oldest = found;
        for (int i = 0; i < at; i++) {
            Ring ring = rings[i];
            if (ring.headTime() == Ring.NONE) {
                ring.fetch();
                if (ring.headTime() < oldest.headTime()) {
                    oldest = ring;
                }
            }
        }
        return oldest;
    }

    private void releaseAllButTheLast() {
        for (Ring ring : rings) {
            ring.releaseAllButTheLast();
        }
    }

    /**
     * Has the kernel wake who polls one of the rings' descriptors when something is written to it; until then it does not, as waking up costs more than an event.
     * To be called when {@link #next} found nothing.
     */
    void askForWaking() {
        for (Ring ring : rings) {
            ring.releaseAll();
        }
        VarHandle.fullFence(); // the kernel writes and then looks how far we are, we write how far we are and then look
    }
}
