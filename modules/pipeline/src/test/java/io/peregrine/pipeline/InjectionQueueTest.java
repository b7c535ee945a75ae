package io.peregrine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.engine.RuleMatching;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceName;
import io.peregrine.pipeline.InjectionQueue.Sender;
import io.peregrine.pipeline.InjectionQueue.Verdict;
import io.peregrine.recorder.EventFilter;
import io.peregrine.recorder.Recorder;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.recorder.RecorderSettings;
import io.peregrine.recorder.RecordingListener;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.history.RememberedTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class InjectionQueueTest {
    private static final int NAME = 1;
    private static final long CLOCK = 1_000;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(CLOCK);
    private final FakeSource source = new FakeSource();
    private final SourceFeed feed = source.feed(SourceName.SYSCALL);
    private final InjectionQueue queue =
            new InjectionQueue(new InjectionQueue.Limits(1024, 256, 1 << 20, 100), clock::get);
    private final List<String> seen = new ArrayList<>();

    /** An asynchronous event. */
    private static EventView event(EventWriter writer, long time, String name) {
        EventView view = new EventView();
        writer.begin(EventCodes.ASYNCEVENT_E, time, -1, 3)
                .number(0, 4)
                .text(ByteString.of(name))
                .empty()
                .wrapIn(view, 0);
        return view;
    }

    private Verdict put(long time, String name) {
        return queue.put(event(new EventWriter(), time, name));
    }

    private Pipeline pipeline() {
        return new Pipeline(
                feed,
                Stages.NONE.withObserver(context -> {
                    EventView event = context.event();
                    boolean injected = event.code() == EventCodes.ASYNCEVENT_E;
                    seen.add(event.timestamp() + " " + (injected ? event.text(NAME) : "source"));
                }),
                queue,
                new EventFailures(Assertions::fail));
    }

    @Test
    void eventsAreMergedByTimeAndThoseOfOneTimeKeepTheirOrder() throws Exception {
        put(30, "d");
        put(20, "b");
        put(20, "c");
        put(10, "a");
        put(99, "late");
        source.close(10, 2, 0).close(20, 2, 0).close(25, 2, 0).close(30, 2, 0).end();

        pipeline().run();

        assertThat(seen)
                .containsExactly("10 a", "10 source", "20 b", "20 c", "20 source", "25 source", "30 d", "30 source");
        assertThat(queue.lost()).as("what came later than the last event").isEqualTo(1);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void anEventOfNowStaysBehindWhatWasPutBeforeIt() throws Exception {
        put(10, "first");
        put(25, "between");
        put(20, "equal");
        put(InjectionQueue.NOW, "now");
        source.close(20, 2, 0).close(30, 2, 0).end();

        pipeline().run();

        assertThat(seen).containsExactly("10 first", "20 equal", "20 source", "25 between", "25 now", "30 source");
    }

    @Test
    void anEventGetsTheIdOfTheSourceInItsCopyAlone() throws Exception {
        EventView event = event(new EventWriter(), 10, "a");
        queue.put(event, new SourceName("other", 77), Sender.OTHER);
        source.close(20, 2, 0).end();
        List<Long> ids = new ArrayList<>();
        Pipeline pipeline = pipeline();
        pipeline.use(pipeline.prepare(
                Stages.NONE.withObserver(context -> ids.add(context.event().sourceId()))));

        pipeline.run();

        assertThat(ids).containsExactly(77L, 0L);
        assertThat(event.sourceId()).as("the sender's own memory").isZero();
    }

    @Test
    void whoOpensTheStreamCanPutFewerThanOthersBeforeItRuns() {
        EventView event = event(new EventWriter(), 10, "a");
        for (int i = 0; i < 256; i++) {
            assertThat(queue.put(event, SourceName.SYSCALL, Sender.OPENER)).isEqualTo(Verdict.TAKEN);
        }
        assertThat(queue.put(event, SourceName.SYSCALL, Sender.OPENER)).isEqualTo(Verdict.FULL);
        for (int i = 256; i < 1024; i++) {
            assertThat(queue.put(event, SourceName.SYSCALL, Sender.OTHER)).isEqualTo(Verdict.TAKEN);
        }
        assertThat(queue.put(event, SourceName.SYSCALL, Sender.OTHER)).isEqualTo(Verdict.FULL);
        assertThat(queue.lost()).isEqualTo(2);
    }

    @Test
    void anEventOfNowHappensBehindTheLastOneAndIsRecordedWithThatTime() throws Exception {
        source.close(10, 2, 0).close(20, 2, 0).end();
        Pipeline pipeline = pipeline();
        pipeline.use(pipeline.prepare(pipeline.stages().withParsers(List.of(context -> {
            if (context.event().timestamp() == 10 && context.event().code() == EventCodes.SYSCALL_CLOSE_X) {
                put(InjectionQueue.NOW, "now");
                put(InjectionQueue.NOW, "too");
            }
        }))));

        pipeline.run();

        assertThat(seen).containsExactly("10 source", "10 now", "10 too", "20 source");
    }

    @Test
    void aSleepingSourceIsWokenAndNowIsTheClock() throws Exception {
        Pipeline pipeline = pipeline();
        Thread producer = Thread.ofPlatform().daemon().start(() -> {
            while (source.sleeps() == 0) {
                Thread.onSpinWait();
            }
            put(InjectionQueue.NOW, "now");
            put(CLOCK - 5, "before");
            put(CLOCK + 50, "ahead");
            source.end();
        });

        pipeline.run();
        producer.join();

        assertThat(seen).containsExactlyInAnyOrder(CLOCK + " now", CLOCK - 5 + " before");
        assertThat(queue.lost()).as("what is ahead of the end").isEqualTo(1);
    }

    @Test
    void whatIsNoEventOrTooMuchOrTooFarAheadIsRefusedAndCounted() throws Exception {
        assertThat(put(CLOCK + 101, "far")).isEqualTo(Verdict.TOO_FAR_AHEAD);
        byte[] memory = new byte[64];
        assertThat(queue.put(memory, 0, 25)).isEqualTo(Verdict.MALFORMED);
        assertThat(queue.put(memory, 0, 64)).isEqualTo(Verdict.MALFORMED);
        EventLayout.putHeader(memory, 0, new EventLayout.Header(1, 1, 65, EventCodes.ASYNCEVENT_E, 0));
        assertThat(queue.put(memory, 0, 64)).isEqualTo(Verdict.MALFORMED);
        EventLayout.putHeader(memory, 0, new EventLayout.Header(1, 1, 64, EventCodes.COUNT, 0));
        assertThat(queue.put(memory, 0, 64)).isEqualTo(Verdict.MALFORMED);
        EventLayout.putHeader(memory, 0, new EventLayout.Header(1, 1, 64, EventCodes.ASYNCEVENT_E, 30));
        assertThat(queue.put(memory, 0, 64)).isEqualTo(Verdict.MALFORMED);
        EventView event = event(new EventWriter(), 1, "x");
        for (int i = 0; i < 1024; i++) {
            assertThat(queue.put(event)).isEqualTo(Verdict.TAKEN);
        }
        assertThat(put(1, "x")).isEqualTo(Verdict.FULL);
        assertThat(queue.taken()).isEqualTo(1024);
        assertThat(queue.waiting()).isEqualTo(1024);
        assertThat(queue.lost()).isEqualTo(2);
        assertThat(queue.malformed()).isEqualTo(5);

        source.end();
        pipeline().run();

        assertThat(seen).hasSize(1024);
        assertThat(queue.waiting()).isZero();
        assertThat(put(1, "x")).isEqualTo(Verdict.CLOSED);
    }

    @Test
    void theBytesOfAllThatWaitsAreBounded() {
        String large = "y".repeat(1 << 18);
        for (int i = 0; i < 3; i++) {
            assertThat(put(1, large)).isEqualTo(Verdict.TAKEN);
        }
        assertThat(put(1, large)).isEqualTo(Verdict.FULL);
        assertThat(put(1, "small")).isEqualTo(Verdict.TAKEN);
    }

    /** Events of two producers are told apart by their names. */
    @Test
    void underLoadWhatIsPutInComesOutOnceInOrderJudgedAndRecorded() throws Exception {
        int producers = 8;
        int each = 5_000;
        Path file = folder.resolve("load.scap");
        AtomicLong refused = new AtomicLong();
        AtomicLong matched = new AtomicLong();
        ToyRules rules = new ToyRules().rule("syscall", "evt.is_async = true", "x");
        RecorderCounters counters = new RecorderCounters();
        try (Recorder recorder = recorder(counters)) {
            recorder.waitForDisk();
            recorder.begin(file);
            Pipeline pipeline = new Pipeline(
                    feed,
                    Stages.NONE
                            .withJudging(new Judging(
                                    rules.plan(),
                                    RuleMatching.FIRST,
                                    (set, rule, context) -> matched.incrementAndGet()))
                            .withObserver(context -> recorder.event(context.event())),
                    queue,
                    new EventFailures(Assertions::fail));
            List<Thread> threads = IntStream.range(0, producers)
                    .mapToObj(number -> Thread.ofPlatform().daemon().start(() -> produce(number, each, refused)))
                    .toList();
            Thread calls = Thread.ofPlatform().daemon().start(() -> {
                while (threads.stream().anyMatch(Thread::isAlive)) {
                    source.close(clock.incrementAndGet(), 2, 0);
                    Thread.yield();
                }
                source.end();
            });
            pipeline.run();
            calls.join();
            assertThat(pipeline.failures().count()).isZero();
        }

        assertThat(matched.get()).isEqualTo((long) producers * each);
        assertThat(queue.taken()).isEqualTo((long) producers * each);
        assertThat(queue.lost()).isEqualTo(refused.get());
        int[] next = new int[producers];
        for (String line : read(file)) {
            String[] parts = line.split(" ");
            int producer = Integer.parseInt(parts[1]);
            assertThat(Integer.parseInt(parts[2])).isEqualTo(next[producer]++);
        }
        assertThat(next).containsOnly(each);
    }

    private void produce(int number, int each, AtomicLong refused) {
        EventWriter writer = new EventWriter();
        for (int i = 0; i < each; i++) {
            EventView event = event(writer, InjectionQueue.NOW, number + " " + i);
            while (queue.put(event) == Verdict.FULL) {
                refused.incrementAndGet();
                Thread.yield();
            }
        }
    }

    private Recorder recorder(RecorderCounters counters) {
        RecorderSettings settings = new RecorderSettings(
                folder.resolve("r").toString(),
                false,
                0,
                0,
                Packing.NONE,
                RecorderSettings.Lookback.NONE,
                RecorderSettings.Retention.ALL);
        return new Recorder(
                settings, new RememberedTables(feed.context().tables()), EventFilter.ALL, new Failing(), counters);
    }

    /** The times and names of the injected events in a capture. */
    private static List<String> read(Path file) throws Exception {
        List<String> events = new ArrayList<>();
        try (CaptureSource capture =
                CaptureSource.open(file, new SnapshotLoader(StateTables.forReplay(StateSettings.DEFAULT)))) {
            EventView view = new EventView();
            while (capture.next(view) != io.peregrine.event.EventSource.Outcome.END) {
                if (view.code() == EventCodes.ASYNCEVENT_E) {
                    events.add(view.timestamp() + " " + view.text(NAME));
                }
            }
        }
        return events;
    }

    /** A recording must not fail. */
    private static final class Failing implements RecordingListener {
        @Override
        public void finished(Path file, long events, long fileBytes) {
            // what is in the file tells
        }

        @Override
        public void sizeLimitReached(Path file, long limitBytes, long writtenBytes) {
            throw new AssertionError("There is no limit.");
        }

        @Override
        public void failed(Path file, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void refused(Path file, String reason) {
            throw new AssertionError(reason);
        }
    }
}
