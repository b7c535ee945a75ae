package io.peregrine.app.hunt;

import io.peregrine.alert.AlertWriter;
import io.peregrine.alert.JsonText;
import io.peregrine.alert.RuleAlert;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The alerts of all captures on one stream, a line each that begins with the capture's name. Safe for any thread. */
final class HuntLines {
    private final OutputStream out;
    private final AlertWriter writer;
    private final boolean json;
    private volatile Optional<IOException> failure = Optional.empty();

    /** Lines on a stream; JSON objects with the name as the member {@code capture}, or text. */
    HuntLines(OutputStream out, AlertWriter writer, boolean json) {
        this.out = out;
        this.writer = writer;
        this.json = json;
    }

    /** Whether the stream takes nothing more. */
    boolean hasFailed() {
        return failure.isPresent();
    }

    /** Why the stream takes nothing more. */
    Optional<IOException> failure() {
        return failure;
    }

    /** The lines of one capture, for the thread that judges it. */
    OfCapture of(Path capture) {
        return new OfCapture(capture);
    }

    private synchronized void write(byte[] lines) {
        if (hasFailed()) {
            return;
        }
        try {
            out.write(lines);
            out.flush();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /** Collects lines of one capture and writes many at once, in their order. Owned by one thread. */
    final class OfCapture {
        private static final int MOST = 1 << 15;
        private static final long LATEST = 200_000_000L;

        private final String prefix;
        private final StringBuilder text = new StringBuilder();
        private long begun;

        private OfCapture(Path capture) {
            prefix = json ? "{\"capture\":" + JsonText.quoted(capture.toString()) + "," : capture + ": ";
        }

        void add(RuleAlert alert) {
            if (text.isEmpty()) {
                begun = System.nanoTime();
            }
            RuleAlert settled = alert.settled();
            text.append(prefix)
                    .append(json ? writer.json(settled).substring(1) : writer.text(settled))
                    .append('\n');
            if (text.length() > MOST) {
                flush();
            }
        }

        /** Writes what has waited long enough. */
        void tick() {
            if (!text.isEmpty() && System.nanoTime() - begun > LATEST) {
                flush();
            }
        }

        /** Writes what waits. */
        void flush() {
            write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }
}
