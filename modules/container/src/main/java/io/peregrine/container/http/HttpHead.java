package io.peregrine.container.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an answer.
 *
 * @param status the status code
 * @param fields the header's fields by their names in small letters
 */
record HttpHead(int status, Map<String, String> fields) {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_FIELDS = 100;

    static HttpHead read(InputStream in) throws IOException {
        String[] status = line(in, LONGEST_LINE).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("the answer is no HTTP");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = line(in, LONGEST_LINE); !line.isEmpty(); line = line(in, LONGEST_LINE)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || fields.size() >= MOST_FIELDS) {
                throw new IOException("the answer has a broken head");
            }
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpHead(Integer.parseInt(status[1]), fields);
    }

    /** The bytes that follow. */
    InputStream body(InputStream in) throws IOException {
        if (fields.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return new ChunkedInput(in);
        }
        Optional<String> length = Optional.ofNullable(fields.get("content-length"));
        if (length.isEmpty()) {
            return in;
        }
        if (!length.get().matches("[0-9]{1,15}")) {
            throw new IOException("the answer has a broken length");
        }
        return new LimitedInput(in, Long.parseLong(length.get()));
    }

    /** A line without its end. */
    static String line(InputStream in, int longest) throws IOException {
        byte[] bytes = new byte[longest];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended within a line");
            }
            if (length == longest) {
                throw new IOException("a line of the answer is longer than " + longest + " bytes");
            }
            bytes[length++] = (byte) next;
        }
        int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
