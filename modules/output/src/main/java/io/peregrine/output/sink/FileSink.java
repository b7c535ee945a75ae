package io.peregrine.output.sink;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Alerts as lines of a file. */
public final class FileSink implements AlertSink {
    private static final int BUFFER = 1 << 16;

    private final GrowingFile file;
    private final boolean keepOpen;
    private final boolean buffered;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int held;

    /**
     * How the file is written.
     *
     * @param keepOpen keep it open between alerts
     * @param buffered lines may stay in a buffer until it is full
     * @param rotation when it is begun anew
     */
    public record Manner(boolean keepOpen, boolean buffered, Rotation rotation) {}

    /** Makes the sink; the file is opened with the first alert. */
    public FileSink(Path path, Manner manner, InstantSource clock) {
        this.file = new GrowingFile(path, manner.rotation(), clock);
        this.keepOpen = manner.keepOpen();
        this.buffered = manner.buffered() && manner.keepOpen();
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        if (buffered && pending.size() < BUFFER) {
            for (OutputMessage message : messages) {
                pending.writeBytes(message.line());
            }
            held += messages.size();
            return;
        }
        writePending();
        for (OutputMessage message : messages) {
            file.append(message.line());
        }
        if (!keepOpen) {
            file.close();
        }
    }

    private void writePending() throws IOException {
        if (pending.size() > 0) {
            file.append(pending.toByteArray());
            pending.reset();
            held = 0;
        }
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public void reopen() throws IOException {
        writePending();
        file.reopen();
    }

    @Override
    public void close() throws IOException {
        writePending();
        file.close();
    }
}
