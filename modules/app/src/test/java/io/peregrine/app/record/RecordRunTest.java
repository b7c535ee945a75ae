package io.peregrine.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.recorder.EventFilter;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of a source that is a capture; the live one is the same to the run. */
class RecordRunTest {
    @TempDir
    Path folder;

    private RecordRun.Result record(Path output, boolean isPrivate, EventFilter filter) throws Exception {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        Path capture = RecordedCapture.SUSPICIOUS.in(folder);
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            RecordSettings settings = new RecordSettings(output, Optional.empty(), isPrivate, List.of());
            return new RecordRun(
                            SourceFeed.syscall(source, new EventContext(tables), new StateEngine()),
                            settings,
                            () -> false,
                            Assertions::fail)
                    .run(filter);
        }
    }

    @Test
    void everyEventIsInTheFile() throws Exception {
        Path output = folder.resolve("out.scap.gz");

        RecordRun.Result result = record(output, false, EventFilter.ALL);

        assertThat(result.events()).isEqualTo(RecordedCapture.SUSPICIOUS.events());
        assertThat(result.fileBytes()).isEqualTo(Files.size(output));
        assertThat(replay(output)).isEqualTo(new Seen(result.events(), true));
    }

    @Test
    void aPrivateFileHoldsNoEnvironment() throws Exception {
        Path output = folder.resolve("out.scap");

        RecordRun.Result result = record(output, true, EventFilter.ALL);

        assertThat(replay(output)).isEqualTo(new Seen(result.events(), false));
        assertThat(Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("HOME=/");
    }

    @Test
    void aPathThatCannotBeWrittenEndsIt() {
        assertThatThrownBy(() -> record(Path.of("/nonexistent/out.scap"), false, EventFilter.ALL))
                .isInstanceOf(RecordException.class)
                .hasMessage("The capture /nonexistent/out.scap was given up: its folder does not exist.");
    }

    /** What a replay shows: the number of events, and whether any process has an environment. */
    private record Seen(long events, boolean environment) {}

    private static Seen replay(Path file) throws Exception {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        StateEngine engine = new StateEngine();
        long events = 0;
        boolean environment = false;
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            while (source.next(context.event()) == Outcome.EVENT) {
                engine.process(context);
                events++;
                environment |= context.thread().env().count() > 0;
            }
        }
        return new Seen(events, environment);
    }

    @Test
    void aTreeIsAProcessAndAllItsDescendants() throws Exception {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        StateEngine engine = new StateEngine();
        ProcessTreeFilter filter = new ProcessTreeFilter(context, 29638);
        Set<Long> accepted = new TreeSet<>();
        Path capture = RecordedCapture.SUSPICIOUS.in(folder);
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            EventView event = context.event();
            while (source.next(event) == Outcome.EVENT) {
                engine.process(context);
                if (filter.accepts(event)) {
                    accepted.add(context.thread().pid());
                }
            }
        }
        assertThat(accepted).containsExactly(29638L, 29639L, 29640L, 29641L, 29642L, 29643L, 29644L, 29645L, 29646L);
    }
}
