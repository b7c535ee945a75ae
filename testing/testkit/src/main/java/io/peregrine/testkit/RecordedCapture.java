package io.peregrine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A capture recorded on a Linux machine, with what is known of it. */
public enum RecordedCapture {
    /** One of nearly every system call that has an event. */
    SYSCALLS(2619),
    /** What an intruder would do. */
    SUSPICIOUS(21324),
    /** The same inside of a container. */
    CONTAINER(31902);

    private final int events;

    RecordedCapture(int events) {
        this.events = events;
    }

    /** The number of events in it. */
    public int events() {
        return events;
    }

    /** The file's bytes, packed with gzip. */
    public byte[] packed() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the unpacked capture. */
    public byte[] unpacked() {
        try (InputStream in = new GZIPInputStream(open())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the capture, packed, into a folder. */
    public Path in(Path folder) {
        try {
            return Files.write(folder.resolve(fileName()), packed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open() {
        return RecordedCapture.class.getResourceAsStream(fileName());
    }

    private String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".scap.gz";
    }
}
