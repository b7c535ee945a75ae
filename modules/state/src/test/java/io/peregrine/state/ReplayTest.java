package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.history.RememberedTables;
import io.peregrine.state.scan.SnapshotLoader;
import io.peregrine.testkit.Mutation;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded captures through reader and state. */
class ReplayTest {
    @TempDir
    Path folder;

    private final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);

    private long replay(Path file) throws SourceException {
        StateEngine engine = new StateEngine();
        EventContext context = new EventContext(tables);
        long events = 0;
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            while (source.next(context.event()) == EventSource.Outcome.EVENT) {
                engine.process(context);
                events++;
                if (events % 1000 == 0) {
                    assertThat(TableInvariants.violations(tables)).isEmpty();
                }
            }
        }
        return events;
    }

    @ParameterizedTest
    @EnumSource
    void theTablesStayInOrder(RecordedCapture capture) throws SourceException {
        assertThat(replay(capture.in(folder))).isEqualTo(capture.events());
        assertThat(TableInvariants.violations(tables)).isEmpty();
        assertThat(tables.counters().addedThreads).isPositive();
        assertThat(tables.counters().dropsFullThreadTable).isZero();
        assertThat(tables.samples())
                .contains(new StateCounters.Sample("n_threads", tables.threads().size()))
                .anyMatch(sample -> sample.name().equals("n_added_fds") && sample.value() > 0);
    }

    @Test
    void damagedCapturesLeaveTheTablesInOrder() throws IOException {
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();
        Mutation mutation = new Mutation(7);
        int opened = 0;
        for (int round = 0; round < 150; round++) {
            Path file = Files.write(folder.resolve("damaged.scap"), mutation.of(whole));
            try {
                opened += replay(file) > 0 ? 1 : 0;
            } catch (SourceException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            assertThat(TableInvariants.violations(tables)).isEmpty();
        }
        assertThat(opened).isPositive();
    }

    @Test
    void aSnapshotLoadsWhatItDelivered() throws SourceException {
        replay(RecordedCapture.SUSPICIOUS.in(folder));
        StateTables copy = StateTables.forReplay(StateSettings.DEFAULT);
        new RememberedTables(tables).now().deliver(new SnapshotLoader(copy));
        assertThat(copy.threads().size()).isEqualTo(tables.threads().size());
        assertThat(copy.users().size()).isEqualTo(tables.users().size());
        assertThat(copy.machine()).isEqualTo(tables.machine());
        tables.threads().forEach(thread -> {
            ThreadEntry other = copy.threads().find(thread.tid());
            assertThat(other.program().exe()).isEqualTo(thread.program().exe());
            assertThat(other.program().args()).isEqualTo(thread.program().args());
            assertThat(other.credentials()).isEqualTo(thread.credentials());
            assertThat(other.cgroups()).isEqualTo(thread.cgroups());
            assertThat(other.cwd()).isEqualTo(thread.cwd());
        });
    }
}
