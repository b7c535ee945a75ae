package io.peregrine.pipeline;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.state.EventContext;
import io.peregrine.state.handler.StateEngine;
import java.util.List;

/**
 * A source of events with tables of its own, open.
 *
 * @param name what the source is called
 * @param among the sources that its events can belong to: itself, and in a replay all that are known
 * @param events the events
 * @param context the event in hand and the tables
 * @param state what keeps the tables up to date
 */
public record SourceFeed(
        SourceName name, List<SourceName> among, EventSource events, EventContext context, StateEngine state) {
    public SourceFeed {
        among = List.copyOf(among);
    }

    /** The kernel's events, live or recorded. */
    public static SourceFeed syscall(EventSource events, EventContext context, StateEngine state) {
        return new SourceFeed(SourceName.SYSCALL, List.of(SourceName.SYSCALL), events, context, state);
    }
}
