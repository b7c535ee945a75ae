package io.peregrine.app.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.reload.ReloadPart.Change;
import io.peregrine.app.watch.SessionParts;
import io.peregrine.config.Configuration;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.log.LogLevel;
import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebPartTest {
    private static final Path TLS = Path.of("../server/src/test/resources/tls");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final WebSetup setup = new WebSetup(
            SessionParts.environment(),
            new Figures(
                    () -> {
                        throw new AssertionError("nobody asks");
                    },
                    new MatchCounters(),
                    SessionParts.noOutputs(),
                    new OutputCounters()),
            List::of,
            LoadedPlugins.NONE);

    private static Configuration web(int port, String more) {
        return SessionParts.configuration(
                "webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: " + port + more + "}");
    }

    private WebPart start(Configuration configuration) throws CommandFailure {
        return new WebPart(
                configuration, setup, (level, message) -> (level == LogLevel.INFO ? told : complaints).add(message));
    }

    private int status(int port, String path) throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void carryOut(Change change) {
        change.apply();
        change.settle();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anotherPathNeedsNoOtherServer() throws Exception {
        int port = freePort();
        try (WebPart web = start(web(port, ""))) {
            assertThat(status(port, "/healthz")).isEqualTo(200);
            carryOut(web.prepare(web(port, ", k8s_healthz_endpoint: /alive")));
            assertThat(status(port, "/healthz")).isEqualTo(404);
            assertThat(status(port, "/alive")).isEqualTo(200);
        }
    }

    @Test
    void anotherPortIsListenedOnBeforeTheOldOneIsLeft() throws Exception {
        int port = freePort();
        int other = freePort();
        try (WebPart web = start(web(port, ""))) {
            Change change = web.prepare(web(other, ""));
            assertThat(status(port, "/healthz")).isEqualTo(200);
            assertThat(status(other, "/healthz")).isEqualTo(200);
            carryOut(change);
            assertThat(status(port, "/healthz")).isZero();
            assertThat(status(other, "/healthz")).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenLeavesTheOldServer() throws Exception {
        int port = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WebPart web = start(web(port, ""))) {
            assertThatThrownBy(() -> web.prepare(web(taken.getLocalPort(), "")))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
            assertThat(status(port, "/healthz")).isEqualTo(200);
        }
    }

    @Test
    void theLogSaysWhoCanReachTheServer() throws Exception {
        try (WebPart web = start(web(0, ""))) {
            assertThat(told).last().asString().contains("programs of this machine alone");
            carryOut(web.prepare(SessionParts.configuration("webserver: {enabled: true, listen_port: 0}")));
            assertThat(told.get(2))
                    .matches("Starting health webserver with threadiness \\d+, listening on 0\\.0\\.0\\.0:\\d+");
            assertThat(told.get(3)).contains("whoever can reach this machine at any of its addresses");
        }
    }

    @Test
    void theSamePortIsGivenToTheNewServer() throws Exception {
        int port = freePort();
        try (WebPart web = start(web(port, ", threadiness: 1"))) {
            carryOut(web.prepare(web(port, ", threadiness: 2")));
            assertThat(status(port, "/healthz")).isEqualTo(200);
            carryOut(web.prepare(SessionParts.configuration("webserver: {enabled: false}")));
            assertThat(status(port, "/healthz")).isZero();
            carryOut(web.prepare(web(port, "")));
            assertThat(status(port, "/healthz")).isEqualTo(200);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aCertificateThatWasRenewedUnderItsNameIsUsed(@TempDir Path folder) throws Exception {
        Path pem = Files.copy(TLS.resolve("combined.pem"), folder.resolve("server.pem"));
        int port = freePort();
        Configuration secured = web(port, ", ssl_enabled: true, ssl_certificate: " + pem);
        try (WebPart web = start(secured)) {
            assertThat(securedStatus(port)).isEqualTo(200);
            Files.writeString(pem, Files.readString(pem) + "\n");
            Change renewal = web.prepare(secured);
            assertThat(securedStatus(port)).isEqualTo(200);
            carryOut(renewal);
            assertThat(securedStatus(port)).isEqualTo(200);
            Files.writeString(pem, "no certificate");
            assertThatThrownBy(() -> web.prepare(secured)).isInstanceOf(CommandFailure.class);
            assertThat(securedStatus(port)).isEqualTo(200);
        }
    }

    private static int securedStatus(int port) throws Exception {
        TlsContexts.Trust trust = new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem"));
        try (HttpClient secure = HttpClient.newBuilder()
                .sslContext(TlsContexts.client(trust, Optional.empty()))
                .build()) {
            URI uri = URI.create("https://localhost:" + port + "/healthz");
            return secure.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsAnErrorBeforeAnythingChanges() throws Exception {
        int port = freePort();
        try (WebPart web = start(web(port, ""))) {
            assertThatThrownBy(() -> web.prepare(web(port, ", ssl_enabled: true, ssl_certificate: /nonexistent.pem")))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("/nonexistent.pem");
            assertThat(status(port, "/healthz")).isEqualTo(200);
        }
    }
}
