package io.peregrine.plugins.k8saudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook over TLS, its bounds, and that what it acknowledged arrives. */
class AuditWebhookTest {
    private static final SourceName SOURCE = new SourceName("k8s_audit", 1);
    private static final String EVENT =
            "{\"kind\":\"Event\",\"auditID\":\"%s\",\"stageTimestamp\":\"2026-11-28T10:00:00Z\"}";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient client, URI address, String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String list(int count, String name) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(EVENT.formatted(name + i));
        }
        return "{\"kind\":\"EventList\",\"items\":[" + String.join(",", events) + "]}";
    }

    private static int drain(EventSource source, int most) throws Exception {
        EventView view = new EventView();
        int count = 0;
        long end = System.nanoTime() + 30_000_000_000L;
        while (count < most && System.nanoTime() < end) {
            if (source.next(view) == EventSource.Outcome.EVENT) {
                count++;
            }
        }
        return count;
    }

    /** A key with its certificate for localhost, as the JDK's own tool makes it. */
    private KeyStore key() throws Exception {
        Path store = folder.resolve("key.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "webhook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    @Test
    void encryptedWithTheCertificateThatIsConfigured() throws Exception {
        KeyStore keys = key();
        Path file = Files.writeString(
                folder.resolve("falco.pem"),
                pem("CERTIFICATE", keys.getCertificate("webhook").getEncoded())
                        + pem("PRIVATE KEY", keys.getKey("webhook", PASSWORD).getEncoded()));
        AuditConfiguration configuration = AuditConfiguration.read("{\"sslCertificate\":\"" + file + "\"}");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("webhook", keys.getCertificate("webhook"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        URI address = URI.create("https://localhost:" + freePort() + "/k8s-audit");
        AuditIntake intake = new AuditIntake(1000, told::add);
        try (EventSource source = AuditSources.open(address.toString(), SOURCE, configuration, intake);
                HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            assertThat(send(client, address, list(3, "tls"))
                            .get(30, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(drain(source, 3)).isEqualTo(3);
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsASentence() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        for (String file : List.of(folder.resolve("none.pem").toString(), empty.toString())) {
            AuditConfiguration configuration = AuditConfiguration.read("{\"sslCertificate\":\"" + file + "\"}");
            assertThatThrownBy(() -> AuditSources.open(
                            "https://127.0.0.1:" + freePort() + "/x",
                            SOURCE,
                            configuration,
                            new AuditIntake(1000, told::add)))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining(file)
                    .hasMessageContaining("sslCertificate");
        }
    }

    @Test
    void whatIsTooLargeIsLeftOutOrRefused() throws Exception {
        AuditConfiguration configuration =
                AuditConfiguration.read("{\"maxEventSize\":120,\"webhookMaxBatchSize\":2000}");
        AuditIntake intake = new AuditIntake(configuration.maxEventSize(), told::add);
        URI address = URI.create("http://127.0.0.1:" + freePort() + "/k8s-audit");
        try (EventSource source = AuditSources.open(address.toString(), SOURCE, configuration, intake);
                HttpClient client = HttpClient.newHttpClient()) {
            String large = EVENT.formatted("x".repeat(200));
            String mixed = "{\"kind\":\"EventList\",\"items\":[" + EVENT.formatted("a") + "," + large + ","
                    + EVENT.formatted("b") + "]}";
            assertThat(send(client, address, mixed).get(30, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            assertThat(drain(source, 2)).isEqualTo(2);
            assertThat(told).singleElement().asString().contains("longer than maxEventSize (120)");
            HttpResponse<String> refused = send(client, address, list(40, "y")).get(30, TimeUnit.SECONDS);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("request body too large");
        }
    }

    @Test
    void anAnswerWaitsUntilEveryEventWasTakenAndNoneIsLost() throws Exception {
        AuditIntake intake = new AuditIntake(1000, told::add);
        URI address = URI.create("http://127.0.0.1:" + freePort() + "/k8s-audit");
        try (EventSource source = AuditSources.open(address.toString(), SOURCE, AuditConfiguration.USUAL, intake);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(send(client, address, list(8000, "a"))
                            .get(30, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(200);
            CompletableFuture<HttpResponse<String>> waiting = send(client, address, list(8000, "b"));
            assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS))
                    .as("8,192 events are the most that wait")
                    .isInstanceOf(TimeoutException.class);
            assertThat(drain(source, 16_000)).isEqualTo(16_000);
            assertThat(waiting.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }
}
