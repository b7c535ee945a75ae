package io.peregrine.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Takes the heads of requests out of a stream, one behind the other. Holds no more than one head may be long. */
final class HeadReader {
    /** As much as other servers take for a head. */
    static final int MAX_HEAD = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 10];
    private int filled;

    HeadReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next head, without the empty line that ends it; empty when the sender is done.
     *
     * @throws Request.MalformedException if it is longer than {@link #MAX_HEAD}
     */
    Optional<String> next() throws IOException, Request.MalformedException {
        int looked = 0;
        while (true) {
            skipEmptyLines();
            int end = end(Math.max(0, Math.min(looked, filled) - 3));
            if (end > 0) {
                String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
                drop(end);
                return Optional.of(head.stripTrailing());
            }
            looked = filled;
            if (filled == MAX_HEAD) {
                throw new Request.MalformedException(
                        Answer.Status.HEAD_TOO_LARGE, "The head of a request may have " + MAX_HEAD + " bytes.");
            }
            if (!read()) {
                return Optional.empty();
            }
        }
    }

    private boolean read() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(MAX_HEAD, 2 * buffer.length));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    /** Where the head ends, behind its empty line; 0 while it does not. */
    private int end(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                int next = i + 1 < filled && buffer[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < filled && buffer[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return 0;
    }

    private void skipEmptyLines() {
        int start = 0;
        while (start < filled && (buffer[start] == '\r' || buffer[start] == '\n')) {
            start++;
        }
        drop(start);
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }
}
