package io.peregrine.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.output.sink.StandardOutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The end of a run whose standard output is read by somebody who pauses. */
class OutputEndTest {
    private static final Duration TIMEOUT = Duration.ofMillis(50);
    private static final int ALERTS = 5;

    private final RecordedLog log = new RecordedLog();
    private final PausingReader reader = new PausingReader();

    /** What stands for a full pipe: nothing goes in until it is read. */
    private static final class PausingReader extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);

        @Override
        public void write(int one) {
            throw new AssertionError("the sink writes whole buffers");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            reached.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IOException("given up", e);
            }
            read.write(bytes, offset, length);
        }

        List<String> lines() {
            return read.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Outputs with alerts on their way, the first of them stuck. */
    private OutputPipeline stuck(boolean replay) throws InterruptedException {
        OutputPipeline pipeline = new OutputPipeline(
                new OutputPipeline.Options(Alerts.TEXT, 0, replay, TIMEOUT),
                List.of(),
                List.of(new StandardOutputSink(reader, false)),
                new OutputPipeline.Surroundings(log, new OutputCounters(), InstantSource.system(), sentence -> {}));
        pipeline.start();
        IntStream.range(0, ALERTS).forEach(i -> pipeline.submit(Alerts.number(i)));
        reader.reached.await();
        return pipeline;
    }

    private void assertThatAlertsWereGivenUp() {
        assertThat(log.lines()).anyMatch(line -> line.contains("'stdout' is still blocked"));
        assertThat(reader.lines()).isEmpty();
    }

    @Test
    void ofAReplayWaitsForHim() throws Exception {
        OutputPipeline pipeline = stuck(true);
        Thread closing = Thread.ofPlatform().start(pipeline::close);
        assertThat(closing.join(TIMEOUT.multipliedBy(6)))
                .as("longer than the timeout")
                .isFalse();
        reader.goesOn.countDown();
        closing.join();
        assertThat(reader.lines()).hasSize(ALERTS);
        assertThat(log.lines()).noneMatch(line -> line.contains("given up"));
    }

    @Test
    void ofAReplayThatWasToldToEndDoesNot() throws Exception {
        OutputPipeline pipeline = stuck(true);
        pipeline.hurry();
        pipeline.close();
        assertThatAlertsWereGivenUp();
    }

    @Test
    void ofALiveRunDoesNot() throws Exception {
        stuck(false).close();
        assertThatAlertsWereGivenUp();
    }
}
