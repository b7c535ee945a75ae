package io.peregrine.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final Path TLS = Path.of("src/test/resources/tls");
    private final List<String> notReady = new CopyOnWriteArrayList<>();
    private final WebCounters counters = new WebCounters();
    private final Versions versions = new Versions("0.1.0", Map.of("container", "0.7.1"));

    @Test
    void answersAtItsPaths() throws Exception {
        try (WebServer server = server(Optional.empty(), "/live");
                HttpClient client = HttpClient.newHttpClient()) {
            URI root = URI.create("http://127.0.0.1:" + server.port());
            HttpResponse<String> health = get(client, root.resolve("/live"));
            assertThat(health.body()).isEqualTo("{\"status\": \"ok\"}");
            assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(get(client, root.resolve("/versions")).body())
                    .isEqualTo("{\"default_driver_version\":\"10.2.0+driver\",\"driver_api_version\":\"10.0.0\","
                            + "\"driver_schema_version\":\"4.3.0\",\"engine_version\":\"62\","
                            + "\"engine_version_semver\":\"0.62.0\",\"falco_version\":\"0.44.0\","
                            + "\"libs_version\":\"0.25.2\",\"peregrine_version\":\"0.1.0\","
                            + "\"plugin_api_version\":\"3.12.0\",\"plugin_versions\":{\"container\":\"0.7.1\"}}");
            HttpResponse<String> metrics = get(client, root.resolve("/metrics"));
            assertThat(metrics.body()).isEqualTo("m 1\n");
            assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4");
            assertThat(get(client, root.resolve("/healthz")).statusCode()).isEqualTo(404);
            assertThat(get(client, root.resolve("/livelier")).statusCode()).isEqualTo(404);
            assertThat(get(client, root.resolve("/")).statusCode()).isEqualTo(404);
            HttpRequest post = HttpRequest.newBuilder(root.resolve("/live"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(405);
            HttpRequest head =
                    HttpRequest.newBuilder(root.resolve("/live")).HEAD().build();
            assertThat(client.send(head, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void readinessTellsWhyNot() throws Exception {
        try (WebServer server = server(Optional.empty(), "/healthz");
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/readyz");
            assertThat(get(client, uri).body()).isEqualTo("{\"status\": \"ready\"}");
            notReady.add("No rules are loaded.");
            notReady.add("The source 'syscall' is not open.");
            HttpResponse<String> answer = get(client, uri);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"status\": \"not ready\", \"reasons\": [\"No rules are loaded.\", \"The source 'syscall' is"
                                    + " not open.\"]}");
        }
    }

    @Test
    void servesOverTls() throws Exception {
        try (WebServer server = server(Optional.of(TLS.resolve("combined.pem")), "/healthz");
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TlsContexts.client(
                                new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem")), Optional.empty()))
                        .build()) {
            URI uri = URI.create("https://localhost:" + server.port() + "/healthz");
            assertThat(get(client, uri).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortInUseOrABadCertificateIsNamed() throws Exception {
        try (WebServer server = server(Optional.empty(), "/healthz")) {
            assertThatThrownBy(() -> new WebServer(
                            new WebServer.Settings("127.0.0.1", server.port(), 1, Optional.empty()),
                            endpoints("/healthz"),
                            counters))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + server.port());
        }
        assertThatThrownBy(() -> server(Optional.of(Path.of("/none.pem")), "/healthz"))
                .hasMessage("/none.pem does not exist");
    }

    private WebServer server(Optional<Path> certificate, String health) throws IOException {
        return new WebServer(new WebServer.Settings("127.0.0.1", 0, 2, certificate), endpoints(health), counters);
    }

    private Endpoints endpoints(String health) {
        return new Endpoints(health, versions::json, () -> List.copyOf(notReady), Optional.of(() -> "m 1\n"));
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
