package io.peregrine.bench;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import io.peregrine.state.SnapshotLoader;
import io.peregrine.state.StateEngine;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.file.Path;

/** One pass over a capture through state tables of its own. */
final class StatePass implements AutoCloseable {
    private final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
    private final EventContext context = new EventContext(tables);
    private final CaptureSource source;

    StatePass(Path capture) throws SourceException {
        source = CaptureSource.open(capture, new SnapshotLoader(tables));
    }

    StateTables tables() {
        return tables;
    }

    /** Holds each event with what the tables know of it. */
    EventContext context() {
        return context;
    }

    /** Reads to the end; the action runs when an event's state is kept. Returns the number of events. */
    long run(Runnable action) throws SourceException {
        StateEngine state = new StateEngine();
        long events = 0;
        while (source.next(context.event()) != EventSource.Outcome.END) {
            state.process(context);
            state.afterParsers(context);
            action.run();
            events++;
        }
        return events;
    }

    @Override
    public void close() {
        source.close();
    }
}
