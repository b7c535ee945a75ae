package io.peregrine.output.sink;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Alerts as lines on standard output. Where it cannot be written they stay in a buffer of a bounded size until it can, except when its reader
 * has gone: then nobody will ever read it, and the sink ends.
 */
public final class StandardOutputSink implements AlertSink {
    private static final int BUFFER = 1 << 16;
    private final OutputStream out;
    private final boolean buffered;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private int held;

    /**
     * Makes the sink.
     *
     * @param out standard output, without a buffer; stays open
     * @param buffered whether lines may stay in a buffer until it is full
     */
    public StandardOutputSink(OutputStream out, boolean buffered) {
        this.out = out;
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
        if (buffer.size() >= BUFFER) {
            passOn();
        }
        for (OutputMessage message : messages) {
            buffer.writeBytes(message.line());
        }
        held += messages.size();
    }

    @Override
    public void flush() throws IOException {
        if (!buffered || buffer.size() >= BUFFER) {
            passOn();
        }
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public void close() throws IOException {
        passOn();
    }

    private void passOn() throws IOException {
        try {
            buffer.writeTo(out);
            out.flush();
            buffer.reset();
            held = 0;
        } catch (IOException e) {
            throw told(e);
        }
    }

    private static IOException told(IOException e) {
        String reason = e.getMessage() == null ? "unknown error" : e.getMessage();
        return switch (reason) {
            case "Broken pipe" ->
                new SinkEndedException("Standard output is closed: the program that read the alerts has ended.");
            case "No space left on device" -> new IOException("the disk that it is written to is full", e);
            default -> new IOException(reason, e);
        };
    }
}
