package io.peregrine.state;

/** Changes the tables as one family of events says. The context holds the event, its thread and its descriptor. */
@FunctionalInterface
interface EventHandler {
    void handle(EventContext context);
}
