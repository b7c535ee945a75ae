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

/**
 * Reads events and keeps their state.
 *
 * @param capture the file
 */
record StateReplay(Path capture) implements Replay {
    @Override
    public Counts run() throws SourceException {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        StateEngine state = new StateEngine();
        long events = 0;
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            while (source.next(context.event()) != EventSource.Outcome.END) {
                state.process(context);
                state.afterParsers(context);
                events++;
            }
        }
        return new Counts(events, 0);
    }
}
