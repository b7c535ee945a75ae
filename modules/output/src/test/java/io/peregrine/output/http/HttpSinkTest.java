package io.peregrine.output.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.output.AlertSink;
import io.peregrine.output.Alerts;
import io.peregrine.output.OutputMessage;
import io.peregrine.output.tls.TlsContexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSinkTest {
    private static final Path TLS = Path.of("src/test/resources/tls");
    private static final TlsContexts.Trust AUTHORITY =
            new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem"));
    private static final TlsContexts.Identity CLIENT =
            new TlsContexts.Identity(TLS.resolve("client.pem"), TLS.resolve("client-pkcs1.key"));

    private final ByteArrayOutputStream echo = new ByteArrayOutputStream();
    private Receiver receiver;

    @TempDir
    private Path dir;

    @AfterEach
    void stop() {
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void anAlertIsPostedAsItIsWritten() throws Exception {
        receiver = Receiver.plain();
        send(options().build(), "hello é");
        Receiver.Request request = receiver.only();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.text()).isEqualTo(Alerts.line("hello é"));
        assertThat(request.headers())
                .containsEntry("Content-type", "text/plain")
                .containsEntry("User-agent", "falcosecurity/falco")
                .doesNotContainKeys("Content-encoding", "Authorization", "Upgrade");
    }

    @Test
    void headersCompressionAndEcho() throws Exception {
        receiver = Receiver.plain();
        receiver.answer(200, "thanks");
        Options options = options();
        options.json = true;
        options.compress = true;
        options.headers = Map.of("X-Site", "rome", "Content-Type", "application/cloudevents+json");
        send(options.build(), "x");
        Receiver.Request request = receiver.only();
        assertThat(request.headers())
                .containsEntry("Content-encoding", "gzip")
                .containsEntry("X-site", "rome")
                .containsEntry("Content-type", "application/cloudevents+json");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"hostname\":");
        }
        assertThat(echo.toString(StandardCharsets.UTF_8)).isEqualTo("thanks");
    }

    @Test
    void batchesAreAnArrayOrLines() throws Exception {
        receiver = Receiver.plain();
        Options options = options();
        options.batching = new AlertSink.Batching(3, Duration.ofSeconds(1));
        options.json = true;
        send(options.build(), "a", "b");
        assertThat(receiver.take().text()).startsWith("[{").contains("},{").endsWith("}]");
        options.json = false;
        send(options.build(), "a", "b");
        assertThat(receiver.take().text()).isEqualTo(Alerts.line("a") + "\n" + Alerts.line("b"));
    }

    @Test
    void secretsComeFromFilesAndMayChange() throws Exception {
        receiver = Receiver.plain();
        Path secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
        Options options = options();
        options.authentication = new HttpOptions.Authentication.Bearer(secret);
        HttpSink sink = new HttpSink(options.build());
        sink.write(List.of(Alerts.message("x")));
        Files.writeString(secret, "other");
        sink.write(List.of(Alerts.message("x")));
        sink.close();
        assertThat(receiver.take().headers()).containsEntry("Authorization", "Bearer s3cret");
        assertThat(receiver.take().headers()).containsEntry("Authorization", "Bearer other");
        options.authentication = new HttpOptions.Authentication.Basic("me", secret);
        send(options.build(), "x");
        assertThat(receiver.take().headers()).containsEntry("Authorization", "Basic bWU6b3RoZXI=");
        Files.delete(secret);
        assertThatThrownBy(() -> send(options.build(), "x")).hasMessageContaining(secret + " with the secret");
    }

    @Test
    void answersTellWhatMayBeRepeated() throws Exception {
        receiver = Receiver.plain();
        for (int status : List.of(500, 503, 429, 408)) {
            receiver.answer(status, "");
            assertThatThrownBy(() -> send(options().build(), "x"))
                    .isNotInstanceOf(AlertSink.RefusedException.class)
                    .hasMessageEndingWith("answered with status " + status);
        }
        for (int status : List.of(400, 404, 301)) {
            receiver.answer(status, "");
            assertThatThrownBy(() -> send(options().build(), "x")).isInstanceOf(AlertSink.RefusedException.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Options options = new Options();
        options.uri = URI.create("http://127.0.0.1:" + port + "/");
        assertThatThrownBy(() -> send(options.build(), "x"))
                .hasMessageEndingWith("cannot be reached: connection refused");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgain() throws Exception {
        receiver = Receiver.plain();
        receiver.hang();
        Options options = options();
        options.delivery = new HttpOptions.Delivery(Duration.ofSeconds(1), Duration.ofMillis(100), 2);
        assertThatThrownBy(() -> send(options.build(), "x")).hasMessageEndingWith("does not answer in time");
        assertThat(receiver.count()).isEqualTo(3);
    }

    @Test
    void tlsChecksAuthorityAndName() throws Exception {
        receiver = Receiver.tls(TLS.resolve("server.pem"), TLS.resolve("server-sec1.key"), Optional.empty());
        Options options = options();
        options.trust = AUTHORITY;
        send(options.build(), "trusted");
        assertThat(receiver.take().text()).isEqualTo(Alerts.line("trusted"));
        options.trust = new TlsContexts.Trust.AuthorityFile(TLS.resolve("elsewhere.pem"));
        assertThatThrownBy(() -> send(options.build(), "x")).hasMessageStartingWith("TLS with https://");
        options.trust = new TlsContexts.Trust.Anybody();
        send(options.build(), "anybody");
        assertThat(receiver.take().text()).isEqualTo(Alerts.line("anybody"));
    }

    @Test
    void aCertificateOfAnotherNameIsRefusedUnlessInsecure() throws Exception {
        receiver = Receiver.tls(TLS.resolve("elsewhere.pem"), TLS.resolve("server.key"), Optional.empty());
        Options options = options();
        options.trust = AUTHORITY;
        assertThatThrownBy(() -> send(options.build(), "x")).hasMessageStartingWith("TLS with https://");
        options.trust = new TlsContexts.Trust.Anybody();
        send(options.build(), "x");
        assertThat(receiver.count()).isEqualTo(1);
    }

    @Test
    void clientCertificatesAreShownOnRequest() throws Exception {
        receiver = Receiver.tls(
                TLS.resolve("server.pem"), TLS.resolve("server.key"), Optional.of(TLS.resolve("authority.pem")));
        Options options = options();
        options.trust = AUTHORITY;
        assertThatThrownBy(() -> send(options.build(), "x")).isInstanceOf(IOException.class);
        options.identity = Optional.of(CLIENT);
        send(options.build(), "mutual");
        assertThat(receiver.only().text()).isEqualTo(Alerts.line("mutual"));
        options.identity = Optional.of(new TlsContexts.Identity(TLS.resolve("none.pem"), TLS.resolve("none.key")));
        assertThatThrownBy(() -> send(options.build(), "x")).hasMessageContaining("none.pem does not exist");
    }

    @Test
    void headersThatCannotBeSentAreRefusedAtOnce() {
        Options options = new Options();
        options.uri = URI.create("http://127.0.0.1/");
        options.headers = Map.of("Bad Name", "x");
        assertThatThrownBy(() -> new HttpSink(options.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Bad Name");
    }

    @Test
    void proxiesComeFromTheEnvironment() {
        var proxies = EnvironmentProxy.of(Map.of(
                "https_proxy",
                "http://proxy.example:3128",
                "no_proxy",
                "localhost,.internal.example",
                "http_proxy",
                "p"));
        assertThat(proxies.select(URI.create("https://a.example/")))
                .singleElement()
                .asString()
                .contains("proxy.example")
                .contains("3128");
        assertThat(proxies.select(URI.create("http://a.example/")).toString()).contains("p", "1080");
        assertThat(proxies.select(URI.create("https://x.internal.example/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(EnvironmentProxy.of(Map.of()).select(URI.create("https://a.example/")))
                .containsExactly(Proxy.NO_PROXY);
    }

    private Options options() {
        Options options = new Options();
        options.uri = receiver.uri().resolve("/hook");
        return options;
    }

    private static void send(HttpOptions options, String... texts) throws IOException {
        HttpSink sink = new HttpSink(options);
        try {
            sink.write(Arrays.stream(texts)
                    .map(text -> options.content().json()
                            ? new OutputMessage(Alerts.named(text), Alerts.JSON.write(Alerts.named(text)))
                            : Alerts.message(text))
                    .toList());
        } finally {
            sink.close();
        }
    }

    private final class Options {
        URI uri;
        boolean json;
        boolean compress;
        Map<String, String> headers = Map.of();
        HttpOptions.Authentication authentication = new HttpOptions.Authentication.None();
        TlsContexts.Trust trust = new TlsContexts.Trust.AuthorityFolder(Path.of("/etc/ssl/certs"));
        Optional<TlsContexts.Identity> identity = Optional.empty();
        HttpOptions.Delivery delivery = new HttpOptions.Delivery(Duration.ofSeconds(5), Duration.ofSeconds(5), 0);
        AlertSink.Batching batching = AlertSink.Batching.SINGLE;

        HttpOptions build() {
            HttpOptions.Content content = new HttpOptions.Content(
                    json, compress, "falcosecurity/falco", headers, authentication, Optional.of(echo));
            return new HttpOptions(uri, content, new HttpOptions.Tls(trust, identity), delivery, batching);
        }
    }
}
