package io.peregrine.output.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.output.AlertSink;
import io.peregrine.output.Alerts;
import io.peregrine.output.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a receiver answers, little of it is read and not for long. */
@Timeout(60)
class EndlessAnswersTest {
    private static final String PIECE = "x".repeat(8 << 10);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    /** What the sockets of both sides may hold on top of what was read. */
    private static final long MOST_BYTES = 24L << 20;

    private final ByteArrayOutputStream echo = new ByteArrayOutputStream();

    @Test
    void anEndlessBodyIsCutAndItsStatusCounts() throws Exception {
        for (String head : List.of(
                OK + "Content-Length: 2147483647\r\n\r\n",
                OK + "Content-Length: 9000000000000\r\n\r\n",
                OK + "Connection: close\r\n\r\n")) {
            try (EndlessPeer peer = new EndlessPeer(head, PIECE)) {
                echo.reset();
                send(peer);
                assertThat(echo.size()).isEqualTo(64 << 10);
                assertThat(peer.sent()).isLessThan(MOST_BYTES);
            }
        }
    }

    @Test
    void anEndlessChunkedBodyAndOneOfAnErrorAreCut() throws Exception {
        String chunk = "2000\r\n" + PIECE + "\r\n";
        try (EndlessPeer peer = new EndlessPeer(OK + "Transfer-Encoding: chunked\r\n\r\n", chunk)) {
            send(peer);
            assertThat(peer.sent()).isLessThan(MOST_BYTES);
        }
        try (EndlessPeer peer = new EndlessPeer("HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n", chunk)) {
            assertThatThrownBy(() -> send(peer)).hasMessageEndingWith("answered with status 500");
            assertThat(peer.sent()).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() throws Exception {
        try (EndlessPeer peer = new EndlessPeer(OK + "Content-Length: 1000000\r\n\r\n", "x").slowly(20)) {
            long start = System.nanoTime();
            send(peer);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void endlessHeadsAreRefused() throws Exception {
        for (EndlessPeer peer : List.of(
                new EndlessPeer("", PIECE),
                new EndlessPeer("HTTP/1.1 200 ", PIECE),
                new EndlessPeer(OK, PIECE),
                new EndlessPeer(OK, "A: " + PIECE + "\r\n"),
                new EndlessPeer(OK + "A: b", "\r\n " + PIECE),
                new EndlessPeer("", "HTTP/1.1 100 Continue\r\n\r\n"),
                new EndlessPeer("", "HTTP/1.1 103 Hint\r\nA: " + PIECE + "\r\n\r\n"))) {
            try (peer) {
                assertThatThrownBy(() -> send(peer)).as("%s", peer).isInstanceOf(IOException.class);
                assertThat(peer.sent()).as("%s", peer).isLessThan(MOST_BYTES);
            }
        }
    }

    @Test
    void brokenChunksEndTheAnswer() throws Exception {
        String head = OK + "Transfer-Encoding: chunked\r\n\r\n";
        for (EndlessPeer peer : List.of(
                new EndlessPeer(head, "0"),
                new EndlessPeer(head + "8;", PIECE),
                new EndlessPeer(head + "0\r\n", "A: " + PIECE + "\r\n"))) {
            try (peer) {
                send(peer);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("posting to ");
            }
            assertThat(peer.sent()).as("%s", peer).isLessThan(MOST_BYTES);
        }
    }

    private void send(EndlessPeer peer) throws IOException {
        HttpSink sink = new HttpSink(new HttpOptions(
                URI.create("http://127.0.0.1:" + peer.port() + "/"),
                new HttpOptions.Content(
                        false, false, "test", Map.of(), new HttpOptions.Authentication.None(), Optional.of(echo)),
                new HttpOptions.Tls(new TlsContexts.Trust.AuthorityFolder(Path.of("/etc/ssl/certs")), Optional.empty()),
                new HttpOptions.Delivery(Duration.ofSeconds(1), Duration.ofSeconds(2), 0),
                AlertSink.Batching.SINGLE));
        try {
            sink.write(List.of(Alerts.message("x")));
        } finally {
            sink.close();
        }
    }
}
