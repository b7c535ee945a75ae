package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS between the engine as a process and others: a receiver of alerts that demands a client's certificate, and the engine's own endpoints. */
@Timeout(300)
class SecureChannelsTest {
    private static final Path TLS =
            Path.of("../../modules/output/src/test/resources/tls").toAbsolutePath();

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String startReceiver() throws Exception {
        TlsContexts.Identity own = new TlsContexts.Identity(TLS.resolve("server.pem"), TLS.resolve("server.key"));
        SSLContext context =
                TlsContexts.client(new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem")), Optional.of(own));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = context.getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            clients.add(clientOf((com.sun.net.httpserver.HttpsExchange) exchange));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    private static String clientOf(com.sun.net.httpserver.HttpsExchange exchange) throws SSLPeerUnverifiedException {
        return exchange.getSSLSession().getPeerPrincipal().getName();
    }

    private EngineProcess replay(String http) throws IOException {
        String more =
                "stdout_output: {enabled: true}\noutput_timeout: 60000\nhttp_output: {enabled: true, " + http + "}";
        return EngineProcess.start(folder, Replays.configuration(folder, more));
    }

    @Test
    void alertsReachAServerThatDemandsAClientsCertificate() throws Exception {
        String url = startReceiver();
        String http = "url: '%s', batch: {max_alerts: 100}, ca_cert: %s, mtls: true, client_cert: %s, client_key: %s"
                .formatted(url, TLS.resolve("authority.pem"), TLS.resolve("client.pem"), TLS.resolve("client.key"));
        try (EngineProcess engine = replay(http)) {
            assertThat(engine.await()).as(engine.err()).isZero();
            long[] expected = Replays.numbers(engine.out());
            assertThat(expected).hasSizeGreaterThan(1000);
            assertThat(Replays.numbers(String.join("\n", received))).isEqualTo(expected);
            assertThat(clients).isNotEmpty().allMatch(name -> name.contains("CN="));
        }
    }

    @Test
    void withoutItNothingIsSentAndTheLogSaysWhy() throws Exception {
        String url = startReceiver();
        String http = "url: '%s', ca_cert: %s".formatted(url, TLS.resolve("authority.pem"));
        try (EngineProcess engine = replay(http)) {
            assertThat(engine.await()).as(engine.err()).isZero();
            assertThat(received).isEmpty();
            assertThat(Replays.numbers(engine.out())).hasSizeGreaterThan(1000);
            assertThat(engine.err())
                    .containsOnlyOnce("The output 'http' failed: ")
                    .contains(url);
        }
    }

    @Test
    void theEnginesOwnEndpointsAnswerOverTlsAlone() throws Exception {
        int port = freePort();
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: None
                  desc: Nothing.
                  condition: evt.type = openat and fd.name = /nonexistent
                  output: none
                  priority: NOTICE
                """);
        String configuration = """
                engine: {kind: nodriver}
                rules_files: [%s]
                log_stderr: true
                log_syslog: false
                stdout_output: {enabled: true}
                metrics: {enabled: true, interval: 1h, output_rule: true}
                webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, ssl_enabled: true, ssl_certificate: %s, prometheus_metrics_enabled: true}
                """.formatted(rules, port, TLS.resolve("combined.pem"));
        SSLContext trusting =
                TlsContexts.client(new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem")), Optional.empty());
        try (EngineProcess engine = EngineProcess.start(folder, configuration);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
                HttpClient stranger = HttpClient.newHttpClient()) {
            engine.until(() -> answers(client, port));
            String base = "https://localhost:" + port;
            assertThat(get(client, base + "/healthz").body()).isEqualTo("{\"status\": \"ok\"}");
            assertThat(get(client, base + "/versions").body()).contains("\"falco_version\":\"0.44.0\"");
            assertThat(get(client, base + "/metrics").body()).contains("falcosecurity_falco_version_info{");
            assertThatThrownBy(() -> get(stranger, base + "/healthz")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(stranger, "http://localhost:" + port + "/healthz"))
                    .isInstanceOf(IOException.class);
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
    }

    private static boolean answers(HttpClient client, int port) throws InterruptedException {
        try {
            return get(client, "https://localhost:" + port + "/healthz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> get(HttpClient client, String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
