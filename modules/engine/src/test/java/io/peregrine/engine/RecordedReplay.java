package io.peregrine.engine;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Replays a recorded capture with its state, event by event. */
public final class RecordedReplay {
    private final StateTables tables;
    private final EventContext context;

    /** With the answers of Peregrine. */
    public RecordedReplay() {
        this(Compatibility.RIGHT);
    }

    /** With the answers of Peregrine or of Falco. */
    public RecordedReplay(Compatibility compatibility) {
        StateSettings given = StateSettings.DEFAULT;
        tables = StateTables.forReplay(new StateSettings(
                given.threadTableSize(),
                given.maxMemoryBytes(),
                given.purgeIntervalNanos(),
                given.threadTimeoutNanos(),
                given.ownPid(),
                given.hostRoot(),
                compatibility));
        context = new EventContext(tables);
    }

    /** The context that holds each event. */
    public EventContext context() {
        return context;
    }

    /** Replays the whole capture once. */
    public void run(Path capture, Consumer<EventContext> each) {
        StateEngine state = new StateEngine();
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            for (long number = 1; source.next(context.event()) == EventSource.Outcome.EVENT; number++) {
                context.event().giveNumber(number);
                state.process(context);
                state.afterParsers(context);
                each.accept(context);
            }
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
