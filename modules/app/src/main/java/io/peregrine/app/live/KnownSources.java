package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.List;

/**
 * The events of a capture; one of a plugin that is not loaded ends it with a sentence, as in Falco (process_events.cpp of Falco 0.44): rules for it would
 * be silent otherwise. Owned by the thread of the source.
 */
final class KnownSources implements EventSource {
    private final EventSource events;
    private final List<SourceName> known;

    KnownSources(EventSource events, List<SourceName> known) {
        this.events = events;
        this.known = List.copyOf(known);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        Outcome outcome = events.next(view);
        if (outcome == Outcome.EVENT && !view.stateOnly() && !isKnown(view.sourceId())) {
            throw new SourceException(
                    "Unknown event source for inspector's event (plugin ID: " + view.sourceId() + ")");
        }
        return outcome;
    }

    private boolean isKnown(long id) {
        if (id == SourceName.SYSCALL.id()) {
            return true;
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).id() == id) {
                return true;
            }
        }
        return false;
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
