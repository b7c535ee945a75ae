package io.peregrine.app.record;

import io.peregrine.event.EventView;
import io.peregrine.recorder.EventFilter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import java.util.HashSet;
import java.util.Set;

/**
 * Accepts the events of a process and of all that descend from it, also when those between have ended. A child belongs to the tree from the
 * call that made it on, since it may have another parent before its own first event; one that was made within a PID namespace, where the
 * call's result is a number of the namespace, by its parent's number. Numbers of processes that ended may be given to others.
 */
final class ProcessTreeFilter implements EventFilter {
    private static final int RESULT = 0;
    private static final int FLAGS =
            EventTable.byCode(EventCodes.SYSCALL_CLONE_20_X).indexOf("flags");

    private final EventContext context;
    private final Set<Long> processes = new HashSet<>();

    ProcessTreeFilter(EventContext context, long root) {
        this.context = context;
        processes.add(root);
    }

    @Override
    public boolean accepts(EventView event) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || !(processes.contains(thread.pid()) || isChild(thread))) {
            return false;
        }
        switch (event.code()) {
            case EventCodes.SYSCALL_CLONE_20_X,
                    EventCodes.SYSCALL_CLONE3_X,
                    EventCodes.SYSCALL_FORK_20_X,
                    EventCodes.SYSCALL_VFORK_20_X -> made(event, thread);
            case EventCodes.PROCEXIT_1_E -> ended(thread);
            default -> {}
        }
        return true;
    }

    private boolean isChild(ThreadEntry thread) {
        ThreadEntry parent = context.tables().threads().parentOf(thread);
        return !parent.isNone() && processes.contains(parent.pid()) && processes.add(thread.pid());
    }

    private void made(EventView event, ThreadEntry maker) {
        boolean isThread = (event.unsigned(FLAGS) & ThreadFlags.CLONE_THREAD) != 0;
        long child = event.signed(RESULT);
        if (child > 0 && !isThread && !maker.isInPidNamespace()) {
            processes.add(child);
        }
    }

    private void ended(ThreadEntry thread) {
        if (thread.otherThreadCount() == 0) {
            processes.remove(thread.pid());
        }
    }
}
