package io.peregrine.app.read;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import io.peregrine.state.SnapshotLoader;
import io.peregrine.state.StateEngine;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.file.Path;

/** A capture on its way through state tables of its own. */
final class CaptureReplay implements AutoCloseable {
    private final CaptureSource source;
    private final EventContext context;

    private CaptureReplay(CaptureSource source, EventContext context) {
        this.source = source;
        this.context = context;
    }

    static CaptureReplay open(Path capture) throws SourceException {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        return new CaptureReplay(CaptureSource.open(capture, new SnapshotLoader(tables)), new EventContext(tables));
    }

    /** Holds each event with what the tables know of it. */
    EventContext context() {
        return context;
    }

    /** Replays to the end; the action runs for every event that is to be shown. */
    void run(Runnable action) throws SourceException {
        StateEngine state = new StateEngine();
        while (source.next(context.event()) == Outcome.EVENT) {
            state.process(context);
            if (!context.event().stateOnly()) {
                action.run();
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
