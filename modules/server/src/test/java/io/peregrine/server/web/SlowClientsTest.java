package io.peregrine.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that begin and do not go on keep nobody out and hold nothing for long. */
@Timeout(60)
class SlowClientsTest {
    private static final Path TLS = Path.of("src/test/resources/tls");
    private static final int MANY = 1_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final WebCounters counters = new WebCounters();
    private final List<Socket> held = new ArrayList<>();

    @AfterEach
    void letGo() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
    }

    @Test
    void aThousandHalfRequestsFromOneAddressKeepNobodyOut() throws Exception {
        try (WebServer server = server(Optional.empty())) {
            for (int i = 0; i < MANY; i++) {
                send(connect(server), i % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHost: x\r\nX-" : "");
            }
            for (String path : List.of("/healthz", "/readyz", "/metrics", "/versions")) {
                long start = System.nanoTime();
                assertThat(whole(server, path)).startsWith("HTTP/1.1 200 OK");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
            }
            assertThat(counters.accepted()).isEqualTo(MANY + 4L);
            assertThat(counters.displaced()).isGreaterThanOrEqualTo(MANY - Connections.BOUND);
        }
    }

    @Test
    void aThousandHalfHandshakesKeepNobodyOut() throws Exception {
        try (WebServer server = server(Optional.of(TLS.resolve("combined.pem")));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TlsContexts.client(
                                new TlsContexts.Trust.AuthorityFile(TLS.resolve("authority.pem")), Optional.empty()))
                        .build()) {
            URI uri = URI.create("https://localhost:" + server.port() + "/healthz");
            assertThat(status(client, uri)).isEqualTo(200);
            for (int i = 0; i < MANY; i++) {
                send(connect(server), "\u0016\u0003\u0001");
            }
            long start = System.nanoTime();
            assertThat(status(client, uri)).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        }
    }

    @Test
    void aHeadMustComeWithinFiveSecondsEvenWhenItDrips() throws Exception {
        try (WebServer server = server(Optional.empty())) {
            Socket silent = connect(server);
            Socket dripping = connect(server);
            long start = System.nanoTime();
            Thread drip = Thread.ofVirtual().start(() -> drip(dripping));
            assertThat(read(silent)).isEmpty();
            drip.join();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(counters.late()).isEqualTo(2);
        }
    }

    @Test
    void aBodyThatDoesNotComeEndsInTenSeconds() throws Exception {
        try (WebServer server = server(Optional.empty())) {
            Socket posting = connect(server);
            long start = System.nanoTime();
            send(posting, "POST /healthz HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\nx");
            assertThat(read(posting)).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
            drip(posting);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(14));
        }
    }

    @Test
    void anAnswerThatIsNotTakenIsGivenUp() throws Exception {
        String page = "m 1\n".repeat(8 << 20);
        Endpoints large = new Endpoints("/healthz", () -> page, List::of, Optional.empty());
        try (WebServer server =
                new WebServer(new WebServer.Settings("127.0.0.1", 0, 1, Optional.empty()), large, counters)) {
            Socket lazy = connect(server);
            send(lazy, "GET /versions HTTP/1.1\r\n\r\n");
            assertThat(whole(server, "/versions")).hasSizeGreaterThan(page.length());
            while (counters.late() == 0) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInTheirOrder() throws Exception {
        try (WebServer server = server(Optional.empty())) {
            Socket socket = connect(server);
            send(socket, "GET /metrics HTTP/1.1\r\n\r\n\r\nHEAD /metrics?x=1 HTTP/1.1\r\n\r\nGET /no HTTP/1.0\n\n");
            String answers = read(socket);
            assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4);
            assertThat(answers).containsOnlyOnce("m 1").contains("404").contains("Connection: close");
        }
    }

    @Test
    void whatIsNoRequestIsAnsweredWithWhy() throws Exception {
        try (WebServer server = server(Optional.empty())) {
            assertThat(answer(server, "hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(answer(server, "GET / HTTP/2.0\r\n\r\n")).startsWith("HTTP/1.1 505 ");
            assertThat(answer(server, "GET /%zz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(answer(server, "GET / HTTP/1.1\r\nno colon\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(answer(server, "GET / HTTP/1.1\r\nX: " + "x".repeat(9000)))
                    .startsWith("HTTP/1.1 431 ");
            assertThat(answer(server, "GET /health%7A HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    private WebServer server(Optional<Path> certificate) throws IOException {
        return new WebServer(
                new WebServer.Settings("127.0.0.1", 0, 2, certificate),
                new Endpoints("/healthz", new Versions("0.1.0", Map.of())::json, List::of, Optional.of(() -> "m 1\n")),
                counters);
    }

    private Socket connect(WebServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        held.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException e) {
            // it was closed for a newer one already
        }
    }

    /** Sends header after header until the server has enough. */
    private static void drip(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.ISO_8859_1));
                Thread.sleep(50);
            }
        } catch (IOException e) {
            // enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }

    private String answer(WebServer server, String request) throws IOException {
        Socket socket = connect(server);
        send(socket, request);
        socket.shutdownOutput();
        return read(socket);
    }

    private String whole(WebServer server, String path) throws IOException {
        return answer(server, "GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    }

    private static int status(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
