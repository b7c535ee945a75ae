package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.List;

/**
 * The events of a plugin that brings system calls; one that belongs to a plugin's source ends it with a sentence, as in Falco (process_events.cpp
 * of Falco 0.44). Owned by the thread of the source.
 */
final class SystemCallsOnly implements EventSource {
    private final EventSource events;
    private final List<SourceName> known;

    /**
     * These events.
     *
     * @param known the sources whose events the plugins beside it could be asked about, that of system calls first
     */
    SystemCallsOnly(EventSource events, List<SourceName> known) {
        this.events = events;
        this.known = List.copyOf(known);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        Outcome outcome = events.next(view);
        if (outcome == Outcome.EVENT && view.sourceId() != SourceName.SYSCALL.id()) {
            throw new SourceException("Unexpected event source for inspector's event: type=" + view.code()
                    + ", expected='syscall (idx=0)', actual=" + actual(view.sourceId()));
        }
        return outcome;
    }

    private String actual(long id) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).id() == id) {
                return "'" + known.get(i).name() + "' (idx=" + i + ")";
            }
        }
        return "<NA> (idx=" + Long.toUnsignedString(-1) + ")";
    }

    @Override
    public void wake(Thread owner) {
        events.wake(owner);
    }

    @Override
    public void close() {
        events.close();
    }
}
