package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.List;

/**
 * The events of a source; one that belongs to another source than can come from it ends it with a sentence, as in Falco (process_events.cpp of Falco 0.44).
 * Owned by the thread of the source.
 */
final class ExpectedEvents implements EventSource {
    private final EventSource events;
    private final Expectation expectation;

    /** Looks at the source of each event that is not the kernel's. */
    @FunctionalInterface
    private interface Expectation {
        void foreign(EventView event) throws SourceException;
    }

    private ExpectedEvents(EventSource events, Expectation expectation) {
        this.events = events;
        this.expectation = expectation;
    }

    /** The events of a capture, which are those of known sources: rules for a plugin that is not loaded would be silent otherwise. */
    static EventSource ofCapture(EventSource events, List<SourceName> known) {
        List<SourceName> sources = List.copyOf(known);
        return new ExpectedEvents(events, event -> {
            if (!event.stateOnly() && indexOf(event.sourceId(), sources) < 0) {
                throw new SourceException(
                        "Unknown event source for inspector's event (plugin ID: " + event.sourceId() + ")");
            }
        });
    }

    /**
     * The events of a plugin that brings system calls.
     *
     * @param known the sources whose events the plugins beside it could be asked about, that of system calls first
     */
    static EventSource ofSystemCalls(EventSource events, List<SourceName> known) {
        List<SourceName> sources = List.copyOf(known);
        return new ExpectedEvents(events, event -> {
            int index = indexOf(event.sourceId(), sources);
            String actual = index < 0
                    ? "<NA> (idx=" + Long.toUnsignedString(-1) + ")"
                    : "'" + sources.get(index).name() + "' (idx=" + index + ")";
            throw new SourceException("Unexpected event source for inspector's event: type=" + event.code()
                    + ", expected='syscall (idx=0)', actual=" + actual);
        });
    }

    private static int indexOf(long id, List<SourceName> sources) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        Outcome outcome = events.next(view);
        if (outcome == Outcome.EVENT && view.sourceId() != SourceName.SYSCALL.id()) {
            expectation.foreign(view);
        }
        return outcome;
    }

    @Override
    public void wake(Thread owner) {
        events.wake(owner);
    }

    @Override
    public boolean retire() {
        return events.retire();
    }

    @Override
    public void close() {
        events.close();
    }
}
