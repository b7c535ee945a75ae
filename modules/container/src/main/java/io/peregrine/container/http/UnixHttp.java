package io.peregrine.container.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * GET requests to a server at a unix socket, a connection for each. Thread-safe.
 *
 * @param socket where it listens
 * @param patience how long one whole answer may take
 * @param largest bytes of an answer, or of one line of a stream
 */
public record UnixHttp(Path socket, Duration patience, int largest) {
    /**
     * Gets an answer.
     *
     * @param path with query
     * @return its body; empty when there is no such thing (status 404)
     * @throws IOException when there is no answer in time, or none that can be used; the message is a clause
     */
    public Optional<byte[]> get(String path) throws IOException {
        try (SocketInput in = SocketInput.connect(socket)) {
            in.within(patience);
            HttpHead head = ask(in, path);
            byte[] body = head.body(in).readNBytes(largest + 1);
            if (body.length > largest) {
                throw new IOException("the answer to " + path + " is longer than " + largest + " bytes");
            }
            if (head.status() == 404) {
                return Optional.empty();
            }
            requireSuccess(head, path);
            return Optional.of(body);
        }
    }

    private static HttpHead ask(SocketInput in, String path) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
        in.write(request.getBytes(StandardCharsets.US_ASCII));
        return HttpHead.read(in);
    }

    private static void requireSuccess(HttpHead head, String path) throws IOException {
        if (head.status() / 100 != 2) {
            throw new IOException("it answers " + path + " with status " + head.status());
        }
    }

    /** A stream of lines that is read until it ends or is closed; {@link #close} may be called by any thread. */
    public static final class Lines implements AutoCloseable {
        private final SocketInput in;
        private final InputStream body;
        private final int longest;

        private Lines(SocketInput in, InputStream body, int longest) {
            this.in = in;
            this.body = body;
            this.longest = longest;
        }

        /**
         * Reads to the end.
         *
         * @param line told each line
         * @throws IOException when the connection breaks, or is closed
         */
        public void read(Consumer<byte[]> line) throws IOException {
            byte[] bytes = new byte[longest];
            int length = 0;
            for (int next = body.read(); next >= 0; next = body.read()) {
                if (next == '\n') {
                    if (length > 0) {
                        line.accept(Arrays.copyOf(bytes, length));
                    }
                    length = 0;
                } else if (length == longest) {
                    throw new IOException("a line of the stream is longer than " + longest + " bytes");
                } else {
                    bytes[length++] = (byte) next;
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /**
     * Opens a stream of lines; the head must come within the patience, what follows may take for ever.
     *
     * @throws IOException when there is no such stream; the message is a clause
     */
    public Lines lines(String path) throws IOException {
        SocketInput in = SocketInput.connect(socket);
        try {
            in.within(patience);
            HttpHead head = ask(in, path);
            requireSuccess(head, path);
            in.withoutEnd();
            return new Lines(in, head.body(in), 1 << 20);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
