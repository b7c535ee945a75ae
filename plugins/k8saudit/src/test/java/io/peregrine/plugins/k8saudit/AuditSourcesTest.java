package io.peregrine.plugins.k8saudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where audit events come from: files and folders, a file that is followed, the webhook; and what is left out. */
class AuditSourcesTest {
    private static final SourceName SOURCE = new SourceName("k8s_audit", 1);
    private static final String EVENT =
            "{\"kind\":\"Event\",\"auditID\":\"%s\",\"stageTimestamp\":\"2026-11-28T10:00:00Z\"}";

    @TempDir
    Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AuditIntake intake = new AuditIntake(200, told::add);

    private EventSource open(String parameters) throws Exception {
        return AuditSources.open(parameters, SOURCE, AuditConfiguration.USUAL, intake);
    }

    @Test
    void aFileIsReadLineByLineAndBrokenEventsAreLeftOut() throws Exception {
        Path file = folder.resolve("audit.log");
        Files.writeString(
                file,
                EVENT.formatted("a") + "\n{broken\n\n{\"kind\":\"EventList\",\"items\":[" + EVENT.formatted("b")
                        + ",{\"kind\":\"Event\"}]}\n" + "[" + EVENT.formatted("c") + "]\n"
                        + EVENT.formatted("d".repeat(300)) + "\n");
        try (EventSource source = open(file.toString())) {
            assertThat(drain(source)).hasSize(3);
        }
        assertThat(told).hasSize(3).anyMatch(line -> line.contains("longer than maxEventSize (200)"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> open(folder.resolve("none").toString())).hasMessageContaining("no such file");
        assertThatThrownBy(() -> open("ftp://x/y")).hasMessageContaining("\"ftp\" is not supported");
    }

    @Test
    void aFileIsFollowedThroughItsRotation() throws Exception {
        Path file = folder.resolve("live.log");
        Files.writeString(file, EVENT.formatted("old") + "\n");
        try (EventSource source = open("file://" + file)) {
            Files.writeString(file, EVENT.formatted("new") + "\n", StandardOpenOption.APPEND);
            assertThat(await(source, 1)).hasSize(1);
            Files.move(file, folder.resolve("live.log.1"));
            Files.writeString(file, EVENT.formatted("next") + "\n");
            assertThat(await(source, 1)).hasSize(1);
        }
    }

    @Test
    void theWebhookAnswersWhenEventsWereTaken() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/k8s-audit");
        try (EventSource source = open(address.toString());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(send(
                            client,
                            address,
                            "application/json",
                            "{\"kind\":\"EventList\",\"items\":[" + EVENT.formatted("a") + "]}"))
                    .isEqualTo(200);
            assertThat(send(client, address, "text/plain", "x")).isEqualTo(400);
            assertThat(send(client, URI.create(address + "-not"), "application/json", "{}"))
                    .isEqualTo(404);
            assertThat(send(client, address, "application/json", "no json")).isEqualTo(400);
            assertThat(client.send(
                                    HttpRequest.newBuilder(address).GET().build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(405);
            assertThat(await(source, 1)).hasSize(1);
        }
    }

    private static int send(HttpClient client, URI address, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static List<Integer> drain(EventSource source) throws Exception {
        List<Integer> lengths = new ArrayList<>();
        EventView view = new EventView();
        while (source.next(view) == EventSource.Outcome.EVENT) {
            lengths.add(view.length());
        }
        return lengths;
    }

    private static List<Integer> await(EventSource source, int count) throws Exception {
        List<Integer> lengths = new ArrayList<>();
        EventView view = new EventView();
        long end = System.nanoTime() + 20_000_000_000L;
        while (lengths.size() < count && System.nanoTime() < end) {
            if (source.next(view) == EventSource.Outcome.EVENT) {
                lengths.add(view.length());
            }
        }
        return lengths;
    }
}
