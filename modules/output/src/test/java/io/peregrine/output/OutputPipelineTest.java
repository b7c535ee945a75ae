package io.peregrine.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Alert;
import io.peregrine.output.sink.FileSink;
import io.peregrine.output.sink.Rotation;
import io.peregrine.output.sink.StandardOutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPipelineTest {
    private final RecordedLog log = new RecordedLog();
    private final OutputCounters counters = new OutputCounters();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @TempDir
    private Path dir;

    @Test
    void everySinkGetsEveryAlertInOrder() {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        try (OutputPipeline pipeline =
                pipeline(0, new StandardOutputSink(first, false), new StandardOutputSink(second, true))) {
            IntStream.range(0, 1000).forEach(i -> pipeline.submit(Alerts.number(i)));
        }
        List<String> expected = IntStream.range(0, 1000)
                .mapToObj(i -> Alerts.line("alert " + i))
                .toList();
        assertThat(first.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(expected);
        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
        assertThat(counters.submitted()).isEqualTo(1000);
        assertThat(counters.queueDrops()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aSinkThatHangsHoldsUpNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Collecting good = new Collecting();
        Collecting stuck = new Collecting() {
            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                await(release);
                super.write(messages);
            }
        };
        OutputPipeline pipeline = pipeline(0, stuck, good);
        for (int i = 0; i < 10; i++) {
            pipeline.submit(Alerts.number(i));
        }
        Await.until(() -> good.lines.size() == 10);
        Await.until(() -> !log.lines().isEmpty());
        assertThat(log.lines().getFirst()).startsWith("CRITICAL The output 'collecting' has been blocked for 200 ms");
        assertThat(pipeline.status().getFirst().working()).isFalse();
        release.countDown();
        Await.until(() -> stuck.lines.size() == 10);
        pipeline.close();
        assertThat(log.lines()).last().asString().contains("works again");
    }

    @Test
    void aSinkThatNeverReturnsIsGivenUpAtTheEnd() throws Exception {
        Collecting stuck = new Collecting() {
            @Override
            public void write(List<OutputMessage> messages) {
                while (true) {
                    await(new CountDownLatch(1));
                }
            }
        };
        OutputPipeline pipeline = pipeline(0, stuck);
        IntStream.range(0, 5).forEach(i -> pipeline.submit(Alerts.number(i)));
        Await.until(() -> pipeline.status().getFirst().waiting() == 4);
        pipeline.close();
        assertThat(log.lines()).last().asString().contains("4 alerts that waited for it");
    }

    @Test
    void aFullQueueDropsAndSaysSoOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Collecting slow = new Collecting() {
            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                await(release);
                super.write(messages);
            }
        };
        OutputPipeline pipeline = pipeline(3, slow);
        pipeline.submit(Alerts.number(0));
        Await.until(() -> pipeline.status().getFirst().waiting() == 0 && counters.submitted() == 1);
        for (int i = 1; i < 50; i++) {
            pipeline.submit(Alerts.number(i));
        }
        Await.until(() -> counters.queueDrops() >= 40);
        release.countDown();
        pipeline.close();
        assertThat(slow.lines.size() + counters.queueDrops()).isEqualTo(50);
        assertThat(log.lines().stream().filter(line -> line.contains("is full")))
                .hasSize(1);
    }

    @Test
    void aFailingSinkIsTriedAgainAndSpeaksTwice() {
        List<String> attempts = new ArrayList<>();
        Collecting flaky = new Collecting() {
            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                attempts.add(messages.getFirst().text());
                if (attempts.size() <= 3) {
                    throw new IOException("connection refused");
                }
                super.write(messages);
            }
        };
        OutputPipeline pipeline = pipeline(0, flaky);
        pipeline.submit(Alerts.number(0));
        pipeline.submit(Alerts.number(1));
        assertThatEventually(() -> flaky.lines.size() == 2);
        pipeline.close();
        assertThat(flaky.lines).containsExactly(Alerts.line("alert 0"), Alerts.line("alert 1"));
        assertThat(log.lines())
                .containsExactly(
                        "ERROR The output 'collecting' failed: connection refused. Alerts wait and it is tried again until"
                                + " it works.",
                        "NOTICE The output 'collecting' works again.");
        assertThat(pipeline.status().getFirst()).isEqualTo(new SinkStatus("collecting", 2, 3, 0, 0, true));
    }

    @Test
    void refusedAlertsAreCountedAndPassedOver() {
        Collecting picky = new Collecting() {
            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                if (messages.getFirst().text().endsWith("1")) {
                    throw new RefusedException("status 400");
                }
                super.write(messages);
            }
        };
        OutputPipeline pipeline = pipeline(0, picky);
        IntStream.range(0, 3).forEach(i -> pipeline.submit(Alerts.number(i)));
        pipeline.close();
        assertThat(picky.lines).hasSize(2);
        assertThat(pipeline.status().getFirst().lost()).isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().contains("status 400");
    }

    @Test
    void batchesFillUpOrGoWhenTheirTimeIsOver() throws Exception {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        Collecting batching = new Collecting() {
            @Override
            public Batching batching() {
                return new Batching(4, Duration.ofMillis(50));
            }

            @Override
            public void write(List<OutputMessage> messages) throws IOException {
                sizes.add(messages.size());
                super.write(messages);
            }
        };
        OutputPipeline pipeline = pipeline(0, batching);
        IntStream.range(0, 10).forEach(i -> pipeline.submit(Alerts.number(i)));
        Await.until(() -> batching.lines.size() == 10);
        pipeline.close();
        assertThat(sizes).allMatch(size -> size <= 4);
        assertThat(sizes.size()).isLessThan(10);
    }

    @Test
    void standardOutputWithoutAReaderEndsWithASentence() throws Exception {
        Process reader = new ProcessBuilder("sh", "-c", "exec <&-; echo closed; exec sleep 60").start();
        assertThat(reader.getInputStream().read()).isEqualTo('c');
        OutputStream pipe = reader.getOutputStream();
        OutputPipeline pipeline = pipeline(0, new StandardOutputSink(pipe, false));
        for (int i = 0; ended.isEmpty() && i < 1000; i++) {
            pipeline.submit(Alerts.number(i));
            Thread.sleep(1);
        }
        pipeline.close();
        reader.destroy();
        assertThat(ended).first().asString().startsWith("Standard output is closed");
    }

    @Test
    void aNamedPipeThatNobodyReadsStopsNobody() throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Collecting good = new Collecting();
        FileSink file = new FileSink(pipe, new FileSink.Manner(true, false, Rotation.NEVER), InstantSource.system());
        OutputPipeline pipeline = pipeline(0, file, good);
        IntStream.range(0, 20).forEach(i -> pipeline.submit(Alerts.number(i)));
        Await.until(() -> good.lines.size() == 20);
        Await.until(() -> log.lines().stream().anyMatch(line -> line.contains("'file' has been blocked")));
        assertThat(new ProcessBuilder("head", "-n", "20", pipe.toString())
                        .redirectOutput(dir.resolve("read").toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(Files.readAllLines(dir.resolve("read"))).hasSize(20).last().isEqualTo(Alerts.line("alert 19"));
        pipeline.close();
    }

    @Test
    void stagesHoldBackAndAdd() {
        AlertStage doubling = new AlertStage() {
            @Override
            public void accept(Alert alert, Consumer<Alert> next) {
                if (!alert.message().endsWith("1")) {
                    next.accept(alert);
                    next.accept(alert);
                }
            }

            @Override
            public void tick(long now, boolean ending, Consumer<Alert> next) {
                if (ending) {
                    next.accept(Alerts.named("the end"));
                }
            }
        };
        Collecting sink = new Collecting();
        OutputPipeline pipeline = started(
                new OutputPipeline.Options(Alerts.TEXT, 0, false, Duration.ofMillis(200)),
                List.of(doubling, doubling),
                List.of(sink),
                surroundings());
        IntStream.range(0, 2).forEach(i -> pipeline.submit(Alerts.number(i)));
        pipeline.close();
        assertThat(sink.lines)
                .containsExactly(
                        Alerts.line("alert 0"),
                        Alerts.line("alert 0"),
                        Alerts.line("alert 0"),
                        Alerts.line("alert 0"),
                        Alerts.line("the end"),
                        Alerts.line("the end"),
                        Alerts.line("the end"));
    }

    @Test
    void replaysWaitForRoomInsteadOfDropping() {
        Collecting slow = new Collecting();
        OutputPipeline pipeline = started(
                new OutputPipeline.Options(Alerts.TEXT, 0, true, Duration.ofSeconds(5)),
                List.of(),
                List.of(slow),
                surroundings());
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 100; i++) {
            assertThat(pipeline.submit(Alerts.named(large))).isTrue();
        }
        pipeline.close();
        assertThat(slow.lines).hasSize(100);
        assertThat(counters.queueDrops()).isZero();
    }

    private OutputPipeline pipeline(long capacity, AlertSink... sinks) {
        return started(
                new OutputPipeline.Options(Alerts.TEXT, capacity, false, Duration.ofMillis(200)),
                List.of(),
                List.of(sinks),
                surroundings());
    }

    private OutputPipeline started(
            OutputPipeline.Options options,
            List<AlertStage> stages,
            List<AlertSink> sinks,
            OutputPipeline.Surroundings surroundings) {
        OutputPipeline pipeline = new OutputPipeline(options, stages, sinks, surroundings);
        pipeline.start();
        return pipeline;
    }

    @Test
    void alertsWaitUntilTheOutputsAreStarted() {
        Collecting sink = new Collecting();
        OutputPipeline pipeline = held(sink);
        pipeline.submit(Alerts.number(0));
        assertThat(sink.lines).isEmpty();
        pipeline.start();
        pipeline.close();
        assertThat(sink.lines).containsExactly(Alerts.line("alert 0"));
    }

    @Test
    void aSinkThatCannotBeOpenedIsTriedUntilItCan() {
        AtomicInteger attempts = new AtomicInteger();
        Collecting sink = new Collecting() {
            @Override
            public void open() throws IOException {
                if (attempts.incrementAndGet() < 3) {
                    throw new IOException("it is locked");
                }
            }
        };
        OutputPipeline pipeline = held(sink);
        pipeline.submit(Alerts.number(0));
        pipeline.start();
        assertThatEventually(() -> sink.lines.size() == 1);
        pipeline.close();
        assertThat(log.lines())
                .containsExactly(
                        "ERROR The output 'collecting' failed: it is locked. Alerts wait and it is tried again until it works.",
                        "NOTICE The output 'collecting' works again.");
    }

    @Test
    void outputsThatWereNeverStartedGiveBackWhatTheyOpened() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        OutputPipeline pipeline = held(new Collecting() {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        pipeline.open();
        pipeline.close();
        assertThat(closed).hasValue(1);
    }

    private OutputPipeline held(AlertSink sink) {
        return new OutputPipeline(
                new OutputPipeline.Options(Alerts.TEXT, 0, false, Duration.ofMillis(200)),
                List.of(),
                List.of(sink),
                surroundings());
    }

    private OutputPipeline.Surroundings surroundings() {
        return new OutputPipeline.Surroundings(log, counters, InstantSource.system(), ended::add);
    }

    private static void assertThatEventually(BooleanSupplier condition) {
        try {
            Await.until(condition);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // a native call is not interrupted either
        }
    }

    private static class Collecting implements AlertSink {
        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "collecting";
        }

        @Override
        public void write(List<OutputMessage> messages) throws IOException {
            messages.forEach(message -> lines.add(message.text()));
        }
    }
}
