package io.peregrine.app.read;

import io.peregrine.app.terminal.Progress;
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
    private static final int EVENTS_BETWEEN_LOOKS = 1 << 12;

    private final CaptureSource source;
    private final EventContext context;
    private final Progress progress;
    private final String doing;

    private CaptureReplay(CaptureSource source, EventContext context, Progress progress, String doing) {
        this.source = source;
        this.context = context;
        this.progress = progress;
        this.doing = doing;
    }

    /** Opens a capture; {@code progress} is told now and then how far it has been read. */
    static CaptureReplay open(Path capture, Progress progress) throws SourceException {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        return new CaptureReplay(
                CaptureSource.open(capture, new SnapshotLoader(tables)),
                new EventContext(tables),
                progress,
                "Reading " + capture);
    }

    /** Holds each event with what the tables know of it. */
    EventContext context() {
        return context;
    }

    /** Replays to the end; the action runs for every event that is to be shown. */
    void run(Runnable action) throws SourceException {
        StateEngine state = new StateEngine();
        long events = 0;
        while (source.next(context.event()) == Outcome.EVENT) {
            state.process(context);
            if (!context.event().stateOnly()) {
                action.run();
            }
            if (++events % EVENTS_BETWEEN_LOOKS == 0) {
                progress.at(doing, events, source.share());
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
