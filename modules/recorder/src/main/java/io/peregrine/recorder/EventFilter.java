package io.peregrine.recorder;

import io.peregrine.event.EventView;

/** Decides which events are written. Called on the thread of the source, while the tables know of the event. */
@FunctionalInterface
public interface EventFilter {
    /** Accepts every event. */
    EventFilter ALL = event -> true;

    /** Whether the event is written. */
    boolean accepts(EventView event);
}
