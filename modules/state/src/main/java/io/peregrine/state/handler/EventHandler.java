package io.peregrine.state.handler;

import io.peregrine.state.EventContext;

/** Changes the tables as one family of events says. The context holds the event, its thread and its descriptor. */
@FunctionalInterface
interface EventHandler {
    void handle(EventContext context);
}
