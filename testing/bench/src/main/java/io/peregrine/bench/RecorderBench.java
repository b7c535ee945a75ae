package io.peregrine.bench;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateHistory.Checkpoint;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Stages;
import io.peregrine.recorder.EventFilter;
import io.peregrine.recorder.Recorder;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.recorder.RecorderSettings;
import io.peregrine.recorder.RecorderSettings.Lookback;
import io.peregrine.recorder.RecorderSettings.Retention;
import io.peregrine.recorder.RecordingListener;
import io.peregrine.recorder.RuleCapture;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.history.RememberedTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures recordings: {@code testing/bench/run --recorder CAPTURE [PASSES]}. Prints what look-back and writing add to reading and state for each event
 * of the capture, how long a checkpoint and a match stop the event thread with 50,000 threads, and the longest stops that a clock saw.
 */
public final class RecorderBench {
    private static final int THREADS = 50_000;
    private static final int EVENTS_BETWEEN_MATCHES = 100_000;
    private static final Lookback LOOKBACK = new Lookback(Duration.ofSeconds(5).toNanos(), 64L << 20);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final Path capture;

    private RecorderBench(Path folder, Path capture) {
        this.folder = folder;
        this.capture = capture;
    }

    /** Runs all measurements. */
    public static void main(String[] arguments) throws IOException, SourceException {
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path folder = Files.createTempDirectory("recorder-bench");
        RecorderBench bench = new RecorderBench(folder, Path.of(arguments[0]));
        for (int pass = 1; pass <= passes; pass++) {
            bench.pass("reading and state", Lookback.NONE, false);
            bench.pass("with look-back", LOOKBACK, false);
            bench.pass("with writing", Lookback.NONE, true);
        }
        for (int pass = 0; pass < passes; pass++) {
            snapshots();
        }
        for (int pass = 0; pass < passes; pass++) {
            bench.stops("without recordings", Lookback.NONE, false);
            bench.stops("recordings", Lookback.NONE, true);
            bench.stops("recordings with look-back", LOOKBACK, true);
        }
        bench.clear();
    }

    /** Times are those of the thread's own CPU time, so that a busy machine does not change them. */
    private void pass(String name, Lookback lookback, boolean writes) throws SourceException, IOException {
        RecorderSettings settings = new RecorderSettings(
                folder.resolve("r").toString(),
                false,
                Long.MAX_VALUE >> 2,
                0,
                Packing.GZIP_FAST,
                lookback,
                Retention.ALL);
        RecorderCounters counters = new RecorderCounters();
        long begin = System.nanoTime();
        long before = CLOCK.getCurrentThreadCpuTime();
        long events;
        long used;
        try (StatePass pass = new StatePass(capture);
                Recorder recorder = recorder(settings, pass, counters)) {
            recorder.waitForDisk();
            EventView event = pass.context().event();
            Replay.Counts counts = pass.run(Stages.NONE.withObserver(context -> {
                if (writes && event.number() == 1) {
                    recorder.matched(event, new RuleCapture(true, 0, 0, 0));
                }
                recorder.event(event);
            }));
            events = counts.events();
            used = CLOCK.getCurrentThreadCpuTime() - before;
        }
        System.out.printf(
                Locale.ROOT,
                "%-18s %9d events %6.1f ns/event of the event thread's CPU time, closed after %5.2f s, %d recorded, %d"
                        + " bytes, %d failed%n",
                name,
                events,
                used / (double) events,
                (System.nanoTime() - begin) / 1e9,
                counters.events().sum(),
                counters.fileBytes().sum(),
                counters.failed().sum());
        clearFiles();
    }

    /**
     * How long the event thread stops at a match with many threads, what a checkpoint costs it, and how long another thread takes to put the
     * state together.
     */
    private static void snapshots() {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        fill(tables);
        RememberedTables remembered = new RememberedTables(tables);
        long start = CLOCK.getCurrentThreadCpuTime();
        Checkpoint checkpoint = remembered.checkpoint();
        long checked = CLOCK.getCurrentThreadCpuTime();
        HeldSnapshot past = remembered.at(checkpoint);
        long looked = CLOCK.getCurrentThreadCpuTime();
        HeldSnapshot now = remembered.now();
        long taken = CLOCK.getCurrentThreadCpuTime();
        past.deliver(new IgnoredState());
        long delivered = CLOCK.getCurrentThreadCpuTime();
        now.release();
        System.out.printf(
                Locale.ROOT,
                "%d threads: checkpoint %.4f ms, stop at a match %.3f ms with look-back, %.3f ms without; the writing"
                        + " thread puts the state together in %.1f ms%n",
                tables.threads().size(),
                (checked - start) / 1e6,
                (looked - checked) / 1e6,
                (taken - looked) / 1e6,
                (delivered - taken) / 1e6);
    }

    /**
     * The longest time by the clock that the event thread spends in the recorder at one event, in passes over the capture in which many threads
     * are in the tables and a recording begins every so many events. Without recordings the same passes tell what the machine itself does.
     */
    private void stops(String name, Lookback lookback, boolean records) throws SourceException, IOException {
        RecorderSettings settings = new RecorderSettings(
                folder.resolve("s").toString(), false, 1, 0, Packing.GZIP, lookback, new Retention(2, 0));
        RecorderCounters counters = new RecorderCounters();
        Longest longest = new Longest();
        try (StatePass pass = new StatePass(capture);
                Recorder recorder = recorder(settings, pass, counters)) {
            fill(pass.tables());
            EventView event = pass.context().event();
            pass.run(Stages.NONE.withObserver(context -> {
                longest.begin();
                if (records && event.number() % EVENTS_BETWEEN_MATCHES == 0) {
                    recorder.matched(event, new RuleCapture(true, 0, 1000, 0));
                }
                recorder.event(event);
                longest.lap();
            }));
        }
        System.out.printf(
                Locale.ROOT,
                "%-28s longest stop at an event %.2f ms, second longest %.2f ms, %d recordings, %d refused%n",
                name,
                longest.first / 1e6,
                longest.second / 1e6,
                counters.started().sum(),
                counters.refused().sum());
        clearFiles();
    }

    private static Recorder recorder(RecorderSettings settings, StatePass pass, RecorderCounters counters) {
        return new Recorder(settings, new RememberedTables(pass.tables()), EventFilter.ALL, new Silent(), counters);
    }

    /** The two longest times between laps, in nanoseconds. */
    private static final class Longest {
        private long first;
        private long second;
        private long last;

        void begin() {
            last = System.nanoTime();
        }

        void lap() {
            long now = System.nanoTime();
            long took = now - last;
            last = now;
            second = took > first ? first : Math.max(second, took);
            first = Math.max(first, took);
        }
    }

    private static void fill(StateTables tables) {
        SnapshotConsumer loader = new SnapshotLoader(tables);
        loader.begin();
        ByteString environment = ByteString.of("PATH=/usr/bin:/bin\0HOME=/root\0LANG=C.UTF-8\0");
        for (int tid = 100; tid < 100 + THREADS; tid++) {
            loader.process(new ProcessRecord(
                    new ProcessRecord.Identity(tid, tid - tid % 10, 1, 1, 1, 1, tid, tid - tid % 10),
                    new ProcessRecord.Command(
                            ByteString.of("server"),
                            ByteString.of("/usr/bin/server"),
                            ByteString.of("/usr/bin/server"),
                            ByteString.of("--port\0" + tid + "\0"),
                            environment),
                    new ProcessRecord.Place(ByteString.of("/"), ByteString.EMPTY, ByteString.EMPTY, 0, 0),
                    new ProcessRecord.Credentials(0, 0, -1, 0, 0, 0),
                    new ProcessRecord.Memory(0, 0, 0, 0, 0),
                    new ProcessRecord.Executable(false, false, false, false, 1, 1, 1),
                    1024,
                    0));
        }
        loader.end();
    }

    private void clear() throws IOException {
        clearFiles();
        Files.deleteIfExists(folder);
    }

    private void clearFiles() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Hears how recordings end and says nothing. */
    private static final class Silent implements RecordingListener {
        @Override
        public void finished(Path file, long events, long fileBytes) {}

        @Override
        public void sizeLimitReached(Path file, long limitBytes, long writtenBytes) {}

        @Override
        public void failed(Path file, String reason) {}

        @Override
        public void refused(Path file, String reason) {}
    }
}
