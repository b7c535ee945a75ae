package io.peregrine.app.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.reload.ReloadPart.Change;
import io.peregrine.app.watch.SessionParts;
import io.peregrine.config.Configuration;
import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.OutputMessage;
import io.peregrine.output.OutputPipeline;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputsTest {
    private static final Configuration TEXT = SessionParts.configuration("json_output: false");
    private static final Configuration JSON = SessionParts.configuration("json_output: true");

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Writes only when the gate is open. */
    private AlertSink sink(String name) {
        return new AlertSink() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void write(List<OutputMessage> messages) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                messages.forEach(
                        message -> received.add(name + " " + message.alert().message()));
            }
        };
    }

    private Outputs outputs() {
        OutputPipeline first = SessionParts.pipeline(List.of(sink("old")));
        first.start();
        return new Outputs(
                TEXT,
                first,
                next -> SessionParts.pipeline(List.of(sink("new"))),
                new OutputCounters(),
                (level, message) -> {});
    }

    private static InternalAlert alert(int number) {
        return new InternalAlert(number, "rule", Priority.INFORMATIONAL, "host", "alert " + number, new TreeMap<>());
    }

    @Test
    void theOldOutputsDeliverBeforeTheNewOnesBegin() throws Exception {
        Outputs outputs = outputs();
        IntStream.range(0, 5).forEach(i -> outputs.submit(alert(i)));
        Change change = outputs.prepare(JSON);
        change.apply();
        IntStream.range(5, 10).forEach(i -> outputs.submit(alert(i)));
        gate.countDown();
        change.settle();
        outputs.close();
        assertThat(received)
                .containsExactlyElementsOf(IntStream.range(0, 10)
                        .mapToObj(i -> (i < 5 ? "old" : "new") + " alert " + i)
                        .toList());
    }

    @Test
    void theSameSettingsAndAChangeThatIsGivenUpLeaveTheOutputsAlone() throws Exception {
        gate.countDown();
        Outputs outputs = outputs();
        assertThat(outputs.prepare(TEXT)).isSameAs(Change.NONE);
        outputs.prepare(JSON).discard();
        outputs.submit(alert(1));
        outputs.close();
        assertThat(received).containsExactly("old alert 1");
    }
}
