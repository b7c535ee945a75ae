package io.peregrine.app.record;

import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.recorder.EventFilter;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import java.util.HashSet;
import java.util.Set;

/**
 * Accepts the events of containers that had no process when this was made, and those that tell of containers. What a command such as {@code docker run} starts is made
 * by a daemon, and no descendant of the command.
 */
final class NewContainers implements EventFilter {
    private static final int NAME = 1;

    private final EventContext context;
    private final Set<ByteString> before = new HashSet<>();

    NewContainers(EventContext context) {
        this.context = context;
        context.tables().threads().forEach(thread -> before.add(StateTables.containerOf(thread)));
        before.add(ByteString.EMPTY);
    }

    @Override
    public boolean accepts(EventView event) {
        if (event.code() == EventCodes.ASYNCEVENT_E) {
            return ContainerPlugin.EVENTS.contains(event.text(NAME).toString());
        }
        return !context.thread().isNone() && !before.contains(StateTables.containerOf(context.thread()));
    }
}
