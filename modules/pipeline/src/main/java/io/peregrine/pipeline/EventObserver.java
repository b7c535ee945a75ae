package io.peregrine.pipeline;

import io.peregrine.state.EventContext;

/** Sees each event once it was judged: the recorder, the summary of {@code read}, a bench. Called by the thread that owns the pipeline. */
@FunctionalInterface
public interface EventObserver {
    /** Sees nothing. */
    EventObserver NONE = context -> {};

    /**
     * An event was judged by all rules.
     *
     * @param context the event with what the tables know of it; not to be kept
     */
    void event(EventContext context);
}
