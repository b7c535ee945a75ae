package io.peregrine.state;

/**
 * Turns events into state: finds what an event is about and lets the handler of its code change the tables. Owned by the source's thread.
 */
public final class StateEngine {
    /** Fills the context from the event that it holds and changes the tables as the event says. */
    public void process(EventContext context) {
        EventLookup.prepare(context);
        context.pass();
    }
}
