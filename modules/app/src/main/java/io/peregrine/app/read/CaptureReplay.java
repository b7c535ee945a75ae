package io.peregrine.app.read;

import io.peregrine.app.terminal.Progress;
import io.peregrine.capture.CaptureSource;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A capture on its way through a pipeline with tables of its own. */
final class CaptureReplay implements AutoCloseable {
    private final CaptureSource source;
    private final EventContext context;
    private final Surroundings with;
    private final String doing;

    /**
     * Who is told what while a capture is read.
     *
     * @param progress told now and then how far it has been read
     * @param failures told when an event could not be handled, in a sentence
     * @param containers who tells the containers of threads
     */
    record Surroundings(Progress progress, Consumer<String> failures, Optional<ContainerPlugin> containers) {
        /** Without containers. */
        Surroundings(Progress progress, Consumer<String> failures) {
            this(progress, failures, Optional.empty());
        }
    }

    private CaptureReplay(CaptureSource source, EventContext context, Surroundings with, String doing) {
        this.source = source;
        this.context = context;
        this.with = with;
        this.doing = doing;
    }

    /** Opens a capture. */
    static CaptureReplay open(Path capture, Surroundings with) throws SourceException {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        with.containers().ifPresent(plugin -> plugin.attach(tables));
        return new CaptureReplay(
                CaptureSource.open(capture, new SnapshotLoader(tables)),
                new EventContext(tables),
                with,
                "Reading " + capture);
    }

    /** Holds each event with what the tables know of it. */
    EventContext context() {
        return context;
    }

    /** Replays to the end, or until {@code enough}, which is asked now and then. */
    void run(Stages stages, BooleanSupplier enough) throws SourceException {
        List<EventParser> parsers =
                with.containers().map(ContainerPlugin::parser).stream().toList();
        Pipeline pipeline = new Pipeline(
                SourceFeed.syscall(source, context, new StateEngine()), stages.withParsers(parsers), with.failures());
        pipeline.addChore(() -> with.progress().at(doing, pipeline.handled(), source.share()));
        pipeline.endWhen(enough);
        pipeline.run();
    }

    @Override
    public void close() {
        source.close();
    }
}
