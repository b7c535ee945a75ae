package io.peregrine.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.output.sink.FileSink;
import io.peregrine.output.sink.ProgramSink;
import io.peregrine.output.sink.Rotation;
import io.peregrine.output.sink.StandardOutputSink;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One output that fails, beside others that work, live and in a replay. */
@Timeout(60)
class FailingOutputTest {
    private static final int ALERTS = 50;

    private final RecordedLog log = new RecordedLog();
    private final OutputCounters counters = new OutputCounters();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @TempDir
    private Path dir;

    /** A disk that is full until somebody makes room. */
    private static final class FullDisk extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private volatile boolean full = true;
        private volatile int refused;

        @Override
        public void write(int one) {
            throw new AssertionError("the sink writes whole lines");
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (full) {
                refused++;
                throw new IOException("No space left on device");
            }
            written.write(bytes, offset, length);
        }

        synchronized List<String> lines() {
            return written.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void standardOutputOnAFullDiskHurtsNoOther(boolean replay) throws Exception {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            OutputPipeline pipeline = pipeline(replay, new StandardOutputSink(full, false), file());
            submit(pipeline, ALERTS);
            Await.until(() -> fileLines().size() == ALERTS);
            pipeline.close();
            assertThat(pipeline.status().getFirst().delivered()).isZero();
            assertThat(pipeline.status().getFirst().lost()).isEqualTo(ALERTS);
            assertThat(pipeline.status().getLast().delivered()).isEqualTo(ALERTS);
        }
        assertThat(ended).isEmpty();
        assertThat(log.lines())
                .filteredOn(line -> line.contains("'stdout'"))
                .singleElement()
                .asString()
                .contains("failed: the disk that it is written to is full");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReaderThatLeftHurtsNoOther(boolean replay) throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        OutputPipeline pipeline = pipeline(replay, new StandardOutputSink(broken, false), file());
        submit(pipeline, ALERTS);
        pipeline.close();
        assertThat(fileLines()).hasSize(ALERTS);
        assertThat(ended).isEmpty();
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(ALERTS);
        assertThat(log.lines()).singleElement().asString().contains("Standard output is closed");
    }

    @Test
    void standardOutputIsTriedAgainUntilThereIsRoom() throws Exception {
        FullDisk disk = new FullDisk();
        OutputPipeline pipeline = pipeline(false, new StandardOutputSink(disk, false));
        submit(pipeline, ALERTS);
        Await.until(() -> disk.refused >= 3);
        assertThat(pipeline.status().getFirst().working()).isFalse();
        disk.full = false;
        Await.until(() -> disk.lines().size() == ALERTS);
        pipeline.close();
        assertThat(disk.lines()).doesNotHaveDuplicates();
        assertThat(pipeline.status().getFirst().delivered()).isEqualTo(ALERTS);
        assertThat(pipeline.status().getFirst().lost()).isZero();
        assertThat(log.lines()).hasSize(2).last().asString().contains("works again");
        assertThat(ended).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutAnyOtherOutputTheEndSaysThatAlertsWereLost(boolean buffered) {
        OutputPipeline pipeline = pipeline(true, new StandardOutputSink(new FullDisk(), buffered));
        submit(pipeline, ALERTS);
        pipeline.close();
        assertThat(ended).containsExactly("No output worked at the end, so alerts were lost; the log says why.");
        assertThat(pipeline.status().getFirst().delivered()).isZero();
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(ALERTS);
    }

    @Test
    void aReplayDoesNotWaitForAnOutputThatTakesNothing() {
        AlertSink failing = new AlertSink() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                throw new IOException("connection refused");
            }
        };
        OutputPipeline pipeline = pipeline(true, failing, file());
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 60; i++) {
            pipeline.submit(Alerts.named(large));
        }
        pipeline.close();
        assertThat(fileLines()).hasSize(60);
        assertThat(counters.queueDrops()).isPositive();
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(60);
    }

    @Test
    void aProgramThatCannotStartDeliversNothing() throws Exception {
        OutputPipeline pipeline =
                pipeline(false, new ProgramSink("exec /nonexistent/program 2>/dev/null", true), file());
        submit(pipeline, ALERTS);
        Await.until(() -> pipeline.status().getFirst().failures() >= 3);
        pipeline.close();
        assertThat(pipeline.status().getFirst().delivered()).isZero();
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(ALERTS);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("'program'"))
                .singleElement()
                .asString()
                .contains("ended with status 127");
    }

    @Test
    void aMistakeInOneOutputIsTold() {
        AlertSink mistaken = new AlertSink() {
            @Override
            public String name() {
                return "mistaken";
            }

            @Override
            public void write(List<OutputMessage> messages) {
                throw new IllegalStateException("unthinkable");
            }
        };
        OutputPipeline pipeline = pipeline(true, mistaken, file());
        submit(pipeline, ALERTS);
        pipeline.close();
        assertThat(fileLines()).hasSize(ALERTS);
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(ALERTS);
        assertThat(log.lines()).singleElement().asString().contains("unthinkable");
    }

    private FileSink file() {
        return new FileSink(
                dir.resolve("alerts"), new FileSink.Manner(true, false, Rotation.NEVER), InstantSource.system());
    }

    private List<String> fileLines() {
        try {
            return Files.exists(dir.resolve("alerts")) ? Files.readAllLines(dir.resolve("alerts")) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void submit(OutputPipeline pipeline, int alerts) {
        IntStream.range(0, alerts).forEach(i -> pipeline.submit(Alerts.number(i)));
    }

    private OutputPipeline pipeline(boolean replay, AlertSink... sinks) {
        OutputPipeline pipeline = new OutputPipeline(
                new OutputPipeline.Options(Alerts.TEXT, 0, replay, Duration.ofSeconds(2)),
                List.of(),
                List.of(sinks),
                new OutputPipeline.Surroundings(log, counters, InstantSource.system(), ended::add));
        pipeline.start();
        return pipeline;
    }
}
