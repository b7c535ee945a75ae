package io.peregrine.app.record;

import io.peregrine.event.EventView;
import io.peregrine.recorder.EventFilter;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import java.util.HashSet;
import java.util.Set;

/** Accepts the events of a process and of all that descend from it, also when those between have ended. */
final class ProcessTreeFilter implements EventFilter {
    private final EventContext context;
    private final Set<Long> processes = new HashSet<>();

    ProcessTreeFilter(EventContext context, long root) {
        this.context = context;
        processes.add(root);
    }

    @Override
    public boolean accepts(EventView event) {
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return false;
        }
        if (processes.contains(thread.pid())) {
            return true;
        }
        ThreadEntry parent = context.tables().threads().parentOf(thread);
        if (!parent.isNone() && processes.contains(parent.pid())) {
            processes.add(thread.pid());
            return true;
        }
        return false;
    }
}
