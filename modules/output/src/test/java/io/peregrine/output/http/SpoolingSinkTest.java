package io.peregrine.output.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.output.AlertSink;
import io.peregrine.output.Alerts;
import io.peregrine.output.Await;
import io.peregrine.output.RecordedLog;
import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolingSinkTest {
    private final RecordedLog log = new RecordedLog();

    @TempDir
    private Path dir;

    @Test
    void whatTheReceiverDidNotTakeIsPostedAfterARestart() throws Exception {
        try (Receiver receiver = Receiver.plain()) {
            receiver.answer(503, "");
            SpoolingSink first = sink(receiver);
            first.write(List.of(Alerts.message("a")));
            first.write(List.of(Alerts.message("b")));
            Await.until(() -> log.lines().size() == 1);
            assertThat(first.ownStatus().orElseThrow().working()).isFalse();
            first.close();
            int attempts = receiver.count();
            receiver.answer(200, "");
            SpoolingSink second = sink(receiver);
            second.write(List.of(Alerts.message("c")));
            Await.until(() -> second.ownStatus().orElseThrow().delivered() == 3);
            second.close();
            assertThat(receiver.texts().subList(attempts, receiver.count()))
                    .containsExactly(Alerts.line("a"), Alerts.line("b"), Alerts.line("c"));
        }
        assertThat(log.lines().getFirst()).contains("answered with status 503").contains("wait in the spool");
    }

    @Test
    void refusedAlertsDoNotBlockTheSpool() throws Exception {
        try (Receiver receiver = Receiver.plain()) {
            receiver.answer(400, "");
            SpoolingSink sink = sink(receiver);
            sink.write(List.of(Alerts.message("bad")));
            Await.until(() -> sink.ownStatus().orElseThrow().lost() == 1);
            receiver.answer(200, "");
            sink.write(List.of(Alerts.message("good")));
            Await.until(() -> sink.ownStatus().orElseThrow().delivered() == 1);
            sink.close();
        }
        assertThat(log.lines()).singleElement().asString().contains("status 400");
    }

    private SpoolingSink sink(Receiver receiver) throws IOException {
        HttpOptions.Content content = new HttpOptions.Content(
                false, false, "test", Map.of(), new HttpOptions.Authentication.None(), Optional.empty());
        HttpOptions options = new HttpOptions(
                receiver.uri(),
                content,
                new HttpOptions.Tls(new TlsContexts.Trust.Anybody(), Optional.empty()),
                new HttpOptions.Delivery(Duration.ofSeconds(5), Duration.ofSeconds(5), 0),
                AlertSink.Batching.SINGLE);
        SpoolingSink sink = new SpoolingSink(
                new HttpSink(options), new SpoolingSink.Folder(dir, 1 << 30, Duration.ofMillis(10)), log);
        sink.open();
        return sink;
    }
}
