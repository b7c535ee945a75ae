package io.peregrine.output.sink;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Alerts as lines on standard output. When it cannot be written, there is nobody left to write for: the sink ends. */
public final class StandardOutputSink implements AlertSink {
    private static final int BUFFER = 1 << 16;
    private final OutputStream out;
    private final boolean buffered;

    /**
     * Makes the sink.
     *
     * @param out standard output, without a buffer; stays open
     * @param buffered whether lines may stay in a buffer until it is full
     */
    public StandardOutputSink(OutputStream out, boolean buffered) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.buffered = buffered;
    }

    @Override
    public String name() {
        return "stdout";
    }

    @Override
    public boolean mayPause() {
        return true;
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        try {
            for (OutputMessage message : messages) {
                out.write(message.line());
            }
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!buffered) {
            flushAll();
        }
    }

    @Override
    public void close() throws IOException {
        flushAll();
    }

    private void flushAll() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private static SinkEndedException ended(IOException e) {
        String reason = e.getMessage() == null ? "unknown error" : e.getMessage();
        return new SinkEndedException(
                switch (reason) {
                    case "Broken pipe" -> "Standard output is closed: the program that read the alerts has ended.";
                    case "No space left on device" -> "Standard output cannot be written: the disk is full.";
                    default -> "Standard output cannot be written: " + reason + ".";
                });
    }
}
