package io.peregrine.app.watch;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateEngine;

/**
 * Takes events from a source through the tables to whoever judges them, until the source ends or a stop is asked for. The thread that runs it
 * owns the source, the tables and the context.
 */
final class EventLoop {
    /** What the loop calls. */
    interface Visitor {
        /** The tables know of the event in the context; it is to be judged. */
        void event();

        /** The source had nothing; {@link #pause} follows. */
        void nothingCame();

        /**
         * Time to look at requests and clocks: after some events, and whenever the source has nothing.
         *
         * @return whether the loop goes on
         * @throws SourceException when the source does not do what is asked of it
         */
        boolean pause() throws SourceException;
    }

    /** Events between two looks at requests and clocks; at the busiest a fraction of a millisecond. */
    private static final int EVENTS_BETWEEN_PAUSES = 512;

    private final EventSource source;
    private final EventContext context;
    private final StateEngine state;
    private long events;

    EventLoop(OpenSource opened) {
        source = opened.source();
        context = opened.context();
        state = opened.state();
    }

    /**
     * Runs until the end.
     *
     * @throws SourceException when the source is damaged or lost; every event before that was judged
     */
    void run(Visitor visitor) throws SourceException {
        EventView view = context.event();
        int left = EVENTS_BETWEEN_PAUSES;
        while (true) {
            switch (source.next(view)) {
                case EVENT -> {
                    state.process(context);
                    if (!view.stateOnly()) {
                        events++;
                        visitor.event();
                    }
                    if (--left == 0) {
                        left = EVENTS_BETWEEN_PAUSES;
                        if (!visitor.pause()) {
                            return;
                        }
                    }
                }
                case IDLE -> {
                    visitor.nothingCame();
                    left = EVENTS_BETWEEN_PAUSES;
                    if (!visitor.pause()) {
                        return;
                    }
                }
                case END -> {
                    return;
                }
            }
        }
    }

    /** How many events were judged. */
    long events() {
        return events;
    }
}
