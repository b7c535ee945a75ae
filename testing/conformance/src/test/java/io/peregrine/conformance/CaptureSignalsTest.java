package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a recording when its process is told to end, or ended. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CaptureSignalsTest {
    private static final String START = """
        - rule: start
          desc: Once.
          condition: evt.num = 1
          output: start
          priority: DEBUG
          capture: true
          capture_duration: 3600000
        """;

    /** The source hands on what it has read in large pieces: so many captures make several. */
    private static final int TIMES = 10;

    @TempDir
    Path folder;

    /** The times of the events that can be read, and whether the file has an end. */
    private record Readable(List<Long> times, boolean whole) {}

    private static Readable read(Path file) {
        List<Long> times = new ArrayList<>();
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            EventView event = new EventView();
            while (source.next(event) == Outcome.EVENT) {
                times.add(event.timestamp());
            }
            return new Readable(times, true);
        } catch (SourceException cut) {
            return new Readable(times, false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void theFileIsReadableBehind(String signal) throws Exception {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(run("mkfifo", pipe.toString()) == 0, "this machine has no mkfifo");
        Recordings recordings = new Recordings(folder);
        Process engine = start(recordings.arguments(pipe, "mode: rules", START));
        try {
            byte[] capture = unpacked("suspicious");
            int before;
            try (OutputStream feed = Files.newOutputStream(pipe)) {
                for (int i = 0; i < TIMES; i++) {
                    feed.write(capture);
                }
                feed.write(capture, 0, capture.length * 9 / 10);
                before = awaitEvents(recordings, engine);
                assertThat(run("kill", "-" + signal, Long.toString(engine.pid())))
                        .isZero();
                if (signal.equals("KILL")) {
                    engine.waitFor();
                }
            }
            assertThat(engine.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Readable left = read(recordings.files().getFirst());
            List<Long> all = new ArrayList<>();
            for (int i = 0; i <= TIMES; i++) {
                all.addAll(read(Engine.golden("captures/suspicious.scap.gz")).times());
            }
            assertThat(left.times())
                    .hasSizeGreaterThanOrEqualTo(before)
                    .isEqualTo(all.subList(0, left.times().size()));
            assertThat(left.whole()).isEqualTo(!signal.equals("KILL"));
        } finally {
            engine.destroyForcibly();
        }
    }

    private static int awaitEvents(Recordings recordings, Process engine) throws Exception {
        while (true) {
            assertThat(engine.isAlive()).isTrue();
            int events = recordings.files().isEmpty()
                    ? 0
                    : read(recordings.files().getFirst()).times().size();
            if (events > 5000) {
                return events;
            }
            Thread.sleep(50);
        }
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.peregrine.app.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("engine.log").toFile())
                .start();
    }

    private static byte[] unpacked(String capture) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(Engine.golden("captures/" + capture + ".scap.gz")))) {
            return in.readAllBytes();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
