package io.peregrine.bench;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One pass over a capture through a pipeline with tables of its own. */
final class StatePass implements AutoCloseable {
    private final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
    private final EventContext context = new EventContext(tables);
    private final CaptureSource source;
    private final List<String> failures = new ArrayList<>();

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

    /**
     * Reads to the end.
     *
     * @throws IllegalStateException when an event could not be handled: figures over such a pass say nothing
     */
    Replay.Counts run(Stages stages) throws SourceException {
        return run(stages, () -> false);
    }

    /** The same to the end or until it is enough, which is asked now and then. */
    Replay.Counts run(Stages stages, BooleanSupplier enough) throws SourceException {
        Pipeline pipeline = new Pipeline(SourceFeed.syscall(source, context, new StateEngine()), stages, failures::add);
        pipeline.endWhen(enough);
        pipeline.run();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
        return new Replay.Counts(pipeline.handled(), pipeline.matches());
    }

    @Override
    public void close() {
        source.close();
    }
}
