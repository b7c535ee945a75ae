package io.peregrine.server.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What is answered to a request.
 *
 * @param status the status
 * @param type the content's type
 * @param body the content
 * @param allowed the methods that the path takes, told where another one was used
 */
record Answer(Status status, String type, String body, Optional<String> allowed) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    /** A status with its number and words. */
    enum Status {
        OK(200, "OK"),
        BAD_REQUEST(400, "Bad Request"),
        NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        HEAD_TOO_LARGE(431, "Request Header Fields Too Large"),
        FAILED(500, "Internal Server Error"),
        UNAVAILABLE(503, "Service Unavailable"),
        VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

        private final int number;
        private final String words;

        Status(int number, String words) {
            this.number = number;
            this.words = words;
        }
    }

    static Answer json(Status status, String body) {
        return new Answer(status, JSON, body, Optional.empty());
    }

    static Answer sentence(Status status, String sentence) {
        return new Answer(status, TEXT, sentence + "\n", Optional.empty());
    }

    static Answer page(String type, String body) {
        return new Answer(Status.OK, type, body, Optional.empty());
    }

    /** The answer to a method that no page takes. */
    static Answer onlyReading() {
        return new Answer(Status.METHOD_NOT_ALLOWED, TEXT, "Only GET is answered.\n", Optional.of("GET, HEAD"));
    }

    /**
     * The bytes that travel.
     *
     * @param withBody whether the content goes along; that of HEAD does not
     * @param last whether the connection ends with this answer
     */
    byte[] bytes(boolean withBody, boolean last, Instant now) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status.number).append(' ').append(status.words);
        head.append("\r\nDate: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        head.append("\r\nContent-Type: ").append(type);
        head.append("\r\nContent-Length: ").append(content.length);
        allowed.ifPresent(methods -> head.append("\r\nAllow: ").append(methods));
        head.append(last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + (withBody ? content.length : 0)];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, all.length - start.length);
        return all;
    }
}
