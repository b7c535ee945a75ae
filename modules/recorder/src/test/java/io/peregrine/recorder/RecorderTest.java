package io.peregrine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.recorder.RecorderSettings.Lookback;
import io.peregrine.recorder.RecorderSettings.Retention;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final RuleCapture RECORD = new RuleCapture(true, 0, 0, 0);
    private static final long MILLISECOND = 1_000_000;

    @TempDir
    Path folder;

    private final RecorderCounters counters = new RecorderCounters();
    private final Heard heard = new Heard();
    private final List<ByteString> events = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    /** Which rule matches at which event, if any. */
    private interface Rules {
        Optional<RuleCapture> at(int index);
    }

    private RecorderSettings settings(Lookback lookback) {
        return new RecorderSettings(
                folder.resolve("out/r").toString(),
                false,
                5 * MILLISECOND,
                0,
                Packing.GZIP_FAST,
                lookback,
                Retention.ALL);
    }

    private void record(RecorderSettings settings, EventFilter filter, Rules rules) throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Replay replay = new Replay();
        try (Recorder recorder = new Recorder(settings, replay.remembered, filter, heard, counters)) {
            replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> {
                rules.at(events.size()).ifPresent(rule -> recorder.matched(event, rule));
                recorder.event(event);
                events.add(bytes(event));
                times.add(event.timestamp());
            });
        }
    }

    private void record(RecorderSettings settings, int trigger) throws Exception {
        record(settings, EventFilter.ALL, index -> index == trigger ? Optional.of(RECORD) : Optional.empty());
    }

    private static ByteString bytes(EventView view) {
        return ByteString.wrap(Arrays.copyOfRange(view.array(), view.offset(), view.offset() + view.length()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.sorted().toList();
        }
    }

    private static List<ByteString> read(Path file) throws SourceException {
        List<ByteString> read = new ArrayList<>();
        new Replay().run(file, event -> read.add(bytes(event)));
        return read;
    }

    /** The index behind the first event at or after a time. */
    private int endAt(long time) {
        int index = 0;
        while (times.get(index) < time) {
            index++;
        }
        return index + 1;
    }

    @Test
    void aFileBeginsWithTheMatchAndEndsAfterItsDuration() throws Exception {
        record(settings(Lookback.NONE), 5000);

        Path file = files().getFirst();
        assertThat(file.getFileName().toString()).isEqualTo(String.format("r_%020d_%020d.scap", times.get(5000), 5001));
        assertThat(read(file)).isEqualTo(events.subList(5000, endAt(times.get(5000) + 5 * MILLISECOND)));
        assertThat(counters.events().sum()).isEqualTo(read(file).size());
        assertThat(heard.told()).containsExactly("finished " + read(file).size());
    }

    @Test
    void theFileHoldsTheStateOfItsFirstEvent() throws Exception {
        Records[] then = new Records[1];
        Replay replay = new Replay();
        Files.createDirectories(folder.resolve("out"));
        int[] index = {0};
        try (Recorder recorder =
                new Recorder(settings(Lookback.NONE), replay.remembered, EventFilter.ALL, heard, counters)) {
            replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> {
                if (index[0]++ == 9000) {
                    recorder.matched(event, RECORD);
                    then[0] = Records.of(replay.remembered.now());
                    assertThat(recorder.file()).isPresent();
                }
                recorder.event(event);
            });
            assertThat(recorder.file()).isEmpty();
        }

        Records read = new Records();
        CaptureSource.open(files().getFirst(), read).close();
        assertThat(read.processes).isEqualTo(then[0].processes);
        assertThat(read.descriptors).isEqualTo(then[0].descriptors);
        assertThat(read.users).isEqualTo(then[0].users).isNotEmpty();
    }

    @Test
    void everyMatchMovesTheEnd() throws Exception {
        RuleCapture silent = new RuleCapture(false, 20 * MILLISECOND, 0, 0);
        record(settings(Lookback.NONE), EventFilter.ALL, index -> switch (index) {
            case 3000 -> Optional.of(RECORD);
            case 3010 -> Optional.of(silent);
            default -> Optional.empty();
        });

        assertThat(read(files().getFirst())).isEqualTo(events.subList(3000, endAt(times.get(3010) + 20 * MILLISECOND)));
        assertThat(files()).hasSize(1);
    }

    @Test
    void theLookBackComesBeforeTheMatchWithTheStateOfThatTime() throws Exception {
        Lookback lookback = new Lookback(Duration.ofMillis(40).toNanos(), 4 << 20);
        record(settings(lookback), 15000);

        Path file = files().getFirst();
        List<ByteString> read = read(file);
        int end = endAt(times.get(15000) + 5 * MILLISECOND);
        int start = end - read.size();
        assertThat(times.get(15000) - times.get(start))
                .isBetween(40 * MILLISECOND, 40 * MILLISECOND * 9 / 8 + MILLISECOND);
        assertThat(read).isEqualTo(events.subList(start, end));
        Records expected = stateBefore(start);
        Records stored = new Records();
        CaptureSource.open(file, stored).close();
        assertThat(stored.processes).isEqualTo(expected.processes);
        assertThat(stored.descriptors).isEqualTo(expected.descriptors);
    }

    private Records stateBefore(int index) throws Exception {
        Replay replay = new Replay();
        int[] seen = {0};
        Records[] state = new Records[1];
        replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> {
            if (++seen[0] == index) {
                state[0] = Records.of(replay.remembered.now());
            }
        });
        return state[0];
    }

    @Test
    void onlyEventsThatPassTheFilterAreWritten() throws Exception {
        record(
                settings(Lookback.NONE),
                event -> event.number() % 2 == 0,
                index -> index == 5000 ? Optional.of(RECORD) : Optional.empty());

        assertThat(read(files().getFirst()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(events.indexOf(event) % 2).isEqualTo(1));
    }

    @Test
    void aThousandMatchesASecondMakeOneFile() throws Exception {
        record(settings(Lookback.NONE), EventFilter.ALL, index -> Optional.of(RECORD));

        assertThat(files()).hasSize(1);
        assertThat(read(files().getFirst())).isEqualTo(events);
    }

    @Test
    void aRuleCanLimitEventsAndTheSettingsTheSize() throws Exception {
        RuleCapture three = new RuleCapture(true, Duration.ofHours(1).toNanos(), 3, 0);
        record(settings(Lookback.NONE), EventFilter.ALL, index -> index == 100 ? Optional.of(three) : Optional.empty());

        assertThat(read(files().getFirst())).isEqualTo(events.subList(100, 103));
    }

    @Test
    void aFullDiskEndsTheRecordingWithOneSentence() throws Exception {
        Path full = folder.resolve("out/r_%020d_%020d.scap".formatted(timeOf(100), 101));
        Files.createDirectories(full.getParent());
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        record(settings(Lookback.NONE), 100);

        assertThat(heard.told())
                .containsExactly("failed: The capture " + full + " was given up: No space left on device.");
        assertThat(counters.failed().sum()).isEqualTo(1);
        assertThat(counters.finished().sum()).isZero();
    }

    private long timeOf(int index) throws SourceException {
        List<Long> all = new ArrayList<>();
        new Replay().run(RecordedCapture.SUSPICIOUS.in(folder), event -> all.add(event.timestamp()));
        return all.get(index);
    }

    @Test
    void aPathThatCannotBeWrittenIsNamed() throws Exception {
        RecorderSettings nowhere = new RecorderSettings(
                "/nonexistent/r", true, MILLISECOND, 0, Packing.NONE, Lookback.NONE, Retention.ALL);
        record(nowhere, 100);

        assertThat(heard.told())
                .singleElement()
                .asString()
                .startsWith("failed: The capture /nonexistent/r_")
                .endsWith("was given up: its folder does not exist.");
    }

    @Test
    void theOldestFilesGo() throws Exception {
        RecorderSettings few = new RecorderSettings(
                folder.resolve("out/r").toString(), false, 1, 0, Packing.NONE, Lookback.NONE, new Retention(2, 0));
        Files.createDirectories(folder.resolve("out"));
        Path other = Files.writeString(folder.resolve("out/r_other.scap"), "kept");
        for (int round = 1; round <= 4; round++) {
            events.clear();
            times.clear();
            record(few, 100 * round);
        }

        assertThat(files()).hasSize(3).contains(other);
        assertThat(counters.removedFiles().sum()).isEqualTo(2);
        assertThat(files().get(1).getFileName().toString()).endsWith("_%020d.scap".formatted(401));
    }

    @Test
    void theFileIsReadableWhileItGrows() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Replay replay = new Replay();
        try (Recorder recorder =
                new Recorder(settings(Lookback.NONE), replay.remembered, EventFilter.ALL, heard, counters)) {
            replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
                recorder.matched(
                        event, new RuleCapture(true, Duration.ofHours(1).toNanos(), 0, 0));
                recorder.event(event);
                times.add(event.timestamp());
            });
            recorder.tick(times.getLast() + Duration.ofSeconds(1).toNanos());
            Path file = Path.of(recorder.file().orElseThrow());
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (readable(file) < RecordedCapture.SYSCALLS.events() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(readable(file)).isEqualTo(RecordedCapture.SYSCALLS.events());
        }
        assertThat(read(files().getFirst())).hasSize(RecordedCapture.SYSCALLS.events());
    }

    private static int readable(Path file) {
        int[] count = {0};
        try {
            new Replay().run(file, event -> count[0]++);
        } catch (SourceException unfinished) {
            // The end is missing; what was flushed counts.
        }
        return count[0];
    }

    @Test
    void aSourceThatCanWaitLosesNothing() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Replay replay = new Replay();
        RuleCapture always = new RuleCapture(true, Duration.ofHours(1).toNanos(), 0, 0);
        try (Recorder recorder = new Recorder(
                settings(new Lookback(MILLISECOND, 1 << 19)), replay.remembered, EventFilter.ALL, heard, counters)) {
            recorder.waitForDisk();
            replay.run(RecordedCapture.CONTAINER.in(folder), event -> {
                recorder.matched(event, always);
                recorder.event(event);
                events.add(bytes(event));
            });
        }
        assertThat(read(files().getFirst())).isEqualTo(events);
    }

    @Test
    void aFileThatIsBegunByHandHoldsEverythingToTheEnd() throws Exception {
        Path file = folder.resolve("all.scap");
        Replay replay = new Replay();
        try (Recorder recorder =
                new Recorder(settings(Lookback.NONE), replay.remembered, EventFilter.ALL, heard, counters)) {
            recorder.begin(file);
            replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
                recorder.event(event);
                events.add(bytes(event));
            });
        }
        assertThat(read(file)).isEqualTo(events);
    }
}
