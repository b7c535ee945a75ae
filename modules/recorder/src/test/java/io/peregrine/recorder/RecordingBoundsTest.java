package io.peregrine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.event.EventView;
import io.peregrine.recorder.RecorderSettings.Lookback;
import io.peregrine.recorder.RecorderSettings.Retention;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, numbers of files, and disks that are full or stand still. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RecordingBoundsTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final RuleCapture FOR_AN_HOUR = new RuleCapture(true, HOUR, 0, 0);
    private static final int SLICE = 1 << 16;

    @TempDir
    Path folder;

    private final RecorderCounters counters = new RecorderCounters();
    private final Heard heard = new Heard();
    private Path out;

    @BeforeEach
    void make() throws IOException {
        out = Files.createDirectories(folder.resolve("out"));
    }

    private RecorderSettings settings(Path prefix, long maxFileBytes, Retention retention) {
        return new RecorderSettings(prefix.toString(), false, 1, maxFileBytes, Packing.NONE, Lookback.NONE, retention);
    }

    private Recorder recorder(RecorderSettings settings, Replay replay) {
        return new Recorder(settings, replay.remembered, EventFilter.ALL, heard, counters);
    }

    private void record(RecorderSettings settings, BiConsumer<Recorder, EventView> rules) throws Exception {
        Replay replay = new Replay();
        try (Recorder recorder = recorder(settings, replay)) {
            recorder.waitForDisk();
            replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> {
                rules.accept(recorder, event);
                recorder.event(event);
            });
        }
    }

    /** Every so many events one matches the rule. */
    private static BiConsumer<Recorder, EventView> every(int count, RuleCapture rule) {
        return (recorder, event) -> {
            if (event.number() % count == 0) {
                recorder.matched(event, rule);
            }
        };
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.sorted().toList();
        }
    }

    private static long eventsIn(Path file) throws Exception {
        long[] count = {0};
        new Replay().run(file, event -> count[0]++);
        return count[0];
    }

    @Test
    void aFileEndsAtTheSizeOfTheSettings() throws Exception {
        long limit = 1 << 20;
        boolean[] matched = {false};
        record(settings(out.resolve("r"), limit, Retention.ALL), (recorder, event) -> {
            if (!matched[0]) {
                matched[0] = true;
                recorder.matched(event, FOR_AN_HOUR);
            }
        });

        Path file = files().getFirst();
        assertThat(Files.size(file)).isBetween(limit, limit + 3 * SLICE);
        assertThat(heard.told())
                .containsExactlyInAnyOrder("size limit " + limit + " reached: true", "finished " + eventsIn(file));
        assertThat(counters.events().sum()).isEqualTo(eventsIn(file));
    }

    @Test
    void aRuleCanLimitTheSizeOfItsFiles() throws Exception {
        long limit = 1 << 20;
        record(settings(out.resolve("r"), 0, Retention.ALL), every(1000, new RuleCapture(true, HOUR, 0, limit)));

        assertThat(files()).hasSizeGreaterThan(1);
        for (Path file : files().subList(0, files().size() - 1)) {
            assertThat(Files.size(file)).isBetween(limit, limit + 3 * SLICE);
        }
    }

    @Test
    void whatSeveralRulesAllowIsAllowed() throws Exception {
        RuleCapture three = new RuleCapture(true, HOUR, 3, 0);
        RuleCapture seven = new RuleCapture(true, HOUR, 7, 0);
        record(settings(out.resolve("r"), 0, Retention.ALL), (recorder, event) -> {
            if (event.number() == 100) {
                recorder.matched(event, three);
                recorder.matched(event, seven);
            }
        });

        assertThat(eventsIn(files().getFirst())).isEqualTo(7);
    }

    @Test
    void theOldestFilesGoWhenAllAreTooLarge() throws Exception {
        long most = 3 << 18;
        record(settings(out.resolve("r"), 0, new Retention(0, most)), every(500, new RuleCapture(true, HOUR, 400, 0)));

        long total = 0;
        for (Path file : files()) {
            total += Files.size(file);
        }
        assertThat(total).isLessThanOrEqualTo(most);
        assertThat(files()).isNotEmpty();
        assertThat(counters.removedFiles().sum()).isEqualTo(counters.started().sum() - files().size());
        assertThat(counters.removedFiles().sum()).isPositive();
    }

    @Test
    void twoRecordersWriteSideBySide() throws Exception {
        Thread first = Thread.ofPlatform().start(() -> recordAll("a"));
        Thread second = Thread.ofPlatform().start(() -> recordAll("b"));
        first.join();
        second.join();

        assertThat(files()).hasSize(2);
        for (Path file : files()) {
            assertThat(eventsIn(file)).isEqualTo(RecordedCapture.SYSCALLS.events());
        }
    }

    private void recordAll(String prefix) {
        try {
            Replay replay = new Replay();
            Path mine = Files.createDirectories(folder.resolve(prefix));
            try (Recorder recorder = recorder(settings(out.resolve(prefix), 0, Retention.ALL), replay)) {
                recorder.waitForDisk();
                replay.run(RecordedCapture.SYSCALLS.in(mine), event -> {
                    recorder.matched(event, FOR_AN_HOUR);
                    recorder.event(event);
                });
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void captureAfterCaptureIsWholeWhileTheOneBeforeIsStillWritten() throws Exception {
        record(settings(out.resolve("r"), 0, Retention.ALL), every(50, new RuleCapture(true, HOUR, 40, 0)));

        assertThat(files()).hasSize(RecordedCapture.SUSPICIOUS.events() / 50);
        for (Path file : files().subList(0, 20)) {
            assertThat(eventsIn(file)).isEqualTo(40);
        }
    }

    @Test
    void behindAFailureTheNextFileWaitsTenSeconds() throws Exception {
        Replay replay = new Replay();
        try (Recorder recorder = recorder(settings(Path.of("/nonexistent/r"), 0, Retention.ALL), replay)) {
            replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> {
                recorder.matched(event, FOR_AN_HOUR);
                recorder.event(event);
                if (counters.started().sum() == 1) {
                    awaitFailures(1);
                }
            });
        }
        assertThat(heard.told()).hasSize(1);
        assertThat(counters.refused().sum()).isGreaterThan(1000);
    }

    private void awaitFailures(int count) {
        while (counters.failed().sum() < count) {
            Thread.onSpinWait();
        }
    }

    /** A named pipe that nobody reads from is a disk that stands still. */
    @Test
    void aDiskThatStandsStillStopsNobody() throws Exception {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "this machine has no mkfifo");
        Replay replay = new Replay();
        Path capture = RecordedCapture.SUSPICIOUS.in(folder);
        Recorder recorder = recorder(settings(out.resolve("r"), 0, Retention.ALL), replay);
        Thread reader;
        try (recorder) {
            recorder.begin(pipe);
            for (int round = 0; round < 40 && counters.failed().sum() == 0; round++) {
                replay.run(capture, recorder::event);
            }
            assertThat(heard.told())
                    .containsExactly("failed: The capture " + pipe + " was given up: the disk does not keep up with"
                            + " the events, and the memory in which they wait is full.");
            assertThat(recorder.file()).isEmpty();
            reader = Thread.ofPlatform().daemon().start(() -> drain(pipe));
        }
        reader.join();
        assertThat(heard.told()).hasSize(1);
        assertThat(counters.failed().sum()).isEqualTo(1);
    }

    private static void drain(Path pipe) {
        try (InputStream in = Files.newInputStream(pipe)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDiskThatFillsUpLeavesAReadableFile() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "only root mounts a small disk");
        try {
            record(settings(disk.resolve("r"), 0, Retention.ALL), every(1, FOR_AN_HOUR));

            try (Stream<Path> files = Files.list(disk)) {
                Path file = files.findFirst().orElseThrow();
                assertThat(heard.told())
                        .containsExactly("failed: The capture " + file + " was given up: No space left on device.");
                assertThat(Files.size(file)).isBetween(900_000L, 1L << 20);
                assertThat(readable(file)).isPositive();
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static long readable(Path file) {
        long[] count = {0};
        try {
            new Replay().run(file, event -> count[0]++);
        } catch (io.peregrine.event.SourceException cut) {
            return count[0];
        }
        return count[0];
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
