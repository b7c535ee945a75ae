package io.peregrine.app.record;

import io.peregrine.event.EventView;
import java.util.function.Consumer;

/** Brings the events from which a reader of a capture rebuilds what plugins know. Called by the thread of the source. */
@FunctionalInterface
public interface StateDump {
    /** Nobody knows anything. */
    StateDump NONE = sink -> {};

    /** Hands over the events, each valid during its call. */
    void deliver(Consumer<EventView> sink);
}
