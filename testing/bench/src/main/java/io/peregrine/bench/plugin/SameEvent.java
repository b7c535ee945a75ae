package io.peregrine.bench.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;

/** A source that lends one event of {@code close} as often as it is told. */
final class SameEvent implements EventSource {
    /** The thread of the event. */
    static final long THREAD = 4242;

    private static final long TIME = 1_700_000_000_000_000_000L;
    private static final int NO_DESCRIPTOR = -9;

    private final EventView event = new EventView();
    private int left;

    SameEvent(int times) {
        left = times;
        new EventWriter()
                .begin(EventCodes.SYSCALL_CLOSE_X, TIME, THREAD, 2)
                .number(NO_DESCRIPTOR, Long.BYTES)
                .number(NO_DESCRIPTOR, Long.BYTES)
                .wrapIn(event, 0);
    }

    @Override
    public Outcome next(EventView view) {
        if (left-- <= 0) {
            return Outcome.END;
        }
        view.become(event);
        return Outcome.EVENT;
    }

    @Override
    public void close() {}
}
