package io.peregrine.server.web;

import java.net.URI;
import java.util.Locale;

/**
 * The head of a request, as far as pages that are only read need it (RFC 9112).
 *
 * @param method the method
 * @param path the decoded path
 * @param carriesBody whether a body follows
 * @param last whether the sender ends the connection behind the answer
 */
record Request(String method, String path, boolean carriesBody, boolean last) {

    /** The head is none that is answered; the answer that says why. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        MalformedException(Answer.Status status, String sentence) {
            super(sentence);
            answer = Answer.sentence(status, sentence);
        }

        Answer answer() {
            return answer;
        }
    }

    /** Reads a head: its lines without the empty one that ends it. */
    static Request of(String head) throws MalformedException {
        String[] lines = head.split("\r?\n");
        String[] parts = lines[0].split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/") || parts[0].isEmpty()) {
            throw new MalformedException(Answer.Status.BAD_REQUEST, "The first line is no request of HTTP/1.1.");
        }
        boolean old = parts[2].equals("HTTP/1.0");
        if (!old && !parts[2].equals("HTTP/1.1")) {
            throw new MalformedException(Answer.Status.VERSION_NOT_SUPPORTED, "HTTP/1.0 and 1.1 are understood.");
        }
        boolean body = false;
        boolean last = old;
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new MalformedException(Answer.Status.BAD_REQUEST, "A header has no colon.");
            }
            String value = lines[i].substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (lines[i].substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> body |= !value.equals("0");
                case "transfer-encoding" -> body = true;
                case "connection" -> last = value.contains("close") || old && !value.contains("keep-alive");
                default -> {
                    // nothing that these pages depend on
                }
            }
        }
        return new Request(parts[0], path(parts[1]), body, last);
    }

    private static String path(String target) throws MalformedException {
        try {
            String path = URI.create(target.startsWith("//") ? target.substring(1) : target)
                    .getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Answer.Status.BAD_REQUEST, "The target of the request is no address.");
        }
    }

    /** Whether the request only reads. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether the content of an answer is wanted, not only its head. */
    boolean wantsBody() {
        return !method.equals("HEAD");
    }
}
