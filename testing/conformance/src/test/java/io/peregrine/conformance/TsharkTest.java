package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wireshark's {@code tshark} reads what Peregrine writes, block by block: every event with its time, processor, thread, length, type and the
 * length of each parameter. Of the parameters it decodes those that its event table, which is older than libs 0.25.2, knows.
 */
class TsharkTest {
    private static final List<String> FIELDS = List.of(
            "frame.time_epoch",
            "sysdig.cpu_id",
            "sysdig.thread_id",
            "sysdig.event_len",
            "sysdig.event_type",
            "sysdig.nparams",
            "sysdig.param.len",
            "_ws.malformed");

    /** All codes below this are in tshark's event table. */
    private static final int FIRST_UNKNOWN_CODE = 320;

    @TempDir
    Path folder;

    /** What is told of one event. */
    private record Told(String time, long cpu, long tid, long length, int code, int count, List<Integer> lengths) {
        /** The same as one tells it who does not know the event. */
        Told withoutLengths() {
            return new Told(time, cpu, tid, length, code, count, List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"syscalls", "suspicious", "container"})
    void readsEveryBlock(String capture) throws Exception {
        Assumptions.assumeTrue(isThere(), "tshark is not installed (package tshark)");
        Path file = new Recordings(folder).again(capture);

        List<Told> told = tshark(file);

        List<Told> ours = ours(file);
        assertThat(told).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            boolean unknown = told.get(i).lengths().isEmpty() && ours.get(i).code() >= FIRST_UNKNOWN_CODE;
            assertThat(told.get(i)).isEqualTo(unknown ? ours.get(i).withoutLengths() : ours.get(i));
        }
        int[] frames = {0};
        lines(List.of("tshark", "-r", file.toString(), "-V"), line -> {
            assertThat(line).doesNotContain("Malformed");
            frames[0] += line.equals("Sysdig Event") ? 1 : 0;
        });
        assertThat(frames[0]).isEqualTo(ours.size());
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("tshark", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static List<Told> ours(Path file) throws SourceException {
        List<Told> events = new ArrayList<>();
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            EventView event = new EventView();
            while (source.next(event) == Outcome.EVENT) {
                List<Integer> lengths = new ArrayList<>();
                for (int param = 0; param < event.paramCount(); param++) {
                    lengths.add(event.paramLength(param));
                }
                long time = event.timestamp();
                events.add(new Told(
                        "%d.%09d".formatted(time / 1_000_000_000, time % 1_000_000_000),
                        event.cpu(),
                        event.tid(),
                        event.length(),
                        event.code(),
                        event.paramCount(),
                        lengths));
            }
        }
        return events;
    }

    private List<Told> tshark(Path file) throws Exception {
        List<Told> events = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-T", "fields"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        lines(command, line -> {
            String[] values = line.split("\t", -1);
            assertThat(values[7]).as("malformed").isEmpty();
            events.add(new Told(
                    values[0],
                    Long.parseLong(values[1]),
                    Long.parseLong(values[2]),
                    Long.parseLong(values[3]),
                    Integer.parseInt(values[4]),
                    values[5].isEmpty() ? 0 : Integer.parseInt(values[5]),
                    values[6].isEmpty()
                            ? List.of()
                            : Arrays.stream(values[6].split(","))
                                    .map(Integer::valueOf)
                                    .toList()));
        });
        return events;
    }

    private void lines(List<String> command, Consumer<String> visitor) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("tshark.err").toFile())
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(visitor);
        }
        assertThat(process.waitFor()).isZero();
    }
}
