package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.ThreadGroup;

/** procexit: a thread has ended; its entry goes when the next event comes. */
final class ExitHandler implements EventHandler {
    private static final int REAPER = Positions.PROCEXIT_E.REAPER_TID;

    private final Deferred deferred;

    ExitHandler(Deferred deferred) {
        this.deferred = deferred;
    }

    @Override
    public void handle(EventContext context) {
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return;
        }
        ThreadGroup group = thread.kinship.group();
        if (!group.isNone() && !thread.isDead()) {
            group.threadDied();
        }
        thread.addFlags(ThreadFlags.CLOSED);
        EventView event = context.event();
        deferred.endThread(event.tid());
        if (thread.kinship.children().isEmpty()) {
            return;
        }
        if (event.paramCount() <= REAPER) {
            thread.activity().setReaper(-1);
        } else if (event.has(REAPER)) {
            thread.activity().setReaper(event.signed(REAPER));
        }
    }
}
