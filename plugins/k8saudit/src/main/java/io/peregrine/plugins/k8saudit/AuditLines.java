package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.PluginPayload;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The events of files, one JSON value a line. A line longer than {@link #LONGEST_LINE} is left out, which is told as broken. */
final class AuditLines implements Iterator<PluginPayload>, AutoCloseable {
    /** More than the longest batch of an API server. */
    static final int LONGEST_LINE = 16 << 20;

    private final Iterator<Path> files;
    private final AuditIntake intake;
    private final Queue<PluginPayload> waiting = new ArrayDeque<>();
    private InputStream in = InputStream.nullInputStream();

    AuditLines(List<Path> files, AuditIntake intake) {
        this.files = List.copyOf(files).iterator();
        this.intake = intake;
    }

    @Override
    public boolean hasNext() {
        try {
            while (waiting.isEmpty()) {
                byte[] line = line();
                if (line.length > 0) {
                    intake.events(line).ifPresent(waiting::addAll);
                } else if (!nextFile()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PluginPayload next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }

    private boolean nextFile() throws IOException {
        in.close();
        if (!files.hasNext()) {
            return false;
        }
        in = new BufferedInputStream(Files.newInputStream(files.next()), 1 << 16);
        return true;
    }

    /** The next line that is not blank; empty at the end of a file. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0) {
            if (c == '\n' && line.size() > 0) {
                return line.toByteArray();
            }
            if (c != '\n' && c != '\r' && line.size() < LONGEST_LINE) {
                line.write(c);
            }
            c = in.read();
        }
        return line.toByteArray();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
