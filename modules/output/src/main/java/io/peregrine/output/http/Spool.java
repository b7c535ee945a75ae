package io.peregrine.output.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A queue of texts on disk that survives restarts. Texts are appended at one end and acknowledged at the other; what is not
 * acknowledged is there again after a restart. When the spool is full the oldest segment is given up and its texts counted.
 *
 * <p>A position is a number of bytes since the spool was first made. A segment file is named after the position that it
 * begins at; the file {@code acknowledged} holds the position of the oldest text that is still wanted. Safe for any thread.
 */
public final class Spool implements AutoCloseable {
    private static final long SEGMENT_BYTES = 4L << 20;
    private static final String SUFFIX = ".spool";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final Pattern SEGMENT_NAME = Pattern.compile("(\\d{1,18}|0\\d{19})\\" + SUFFIX);
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final long maxBytes;
    private final FileChannel lockFile;
    private final TreeMap<Long, SpoolSegment> segments = new TreeMap<>();
    private long acknowledged;
    private long lost;
    private boolean dirty;
    private boolean closed;

    /**
     * Texts that were read.
     *
     * @param texts the texts in order
     * @param end the position behind them, for {@link #acknowledge}
     */
    public record Batch(List<String> texts, long end) {}

    private Spool(Path directory, long maxBytes, FileChannel lockFile) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.lockFile = lockFile;
    }

    /**
     * Opens a folder as a spool, making it, for its owner alone, if it is not there.
     *
     * @throws IOException if it cannot be used or another process uses it; the message is a clause that says why
     */
    public static Spool open(Path directory, long maxBytes) throws IOException {
        Files.createDirectories(directory, OWNER_ALONE);
        FileChannel lockFile = FileChannel.open(
                directory.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                SpoolSegment.OWNER_ALONE);
        if (!isFree(lockFile)) {
            lockFile.close();
            throw new IOException("the spool " + directory + " is used by another process");
        }
        Spool spool = new Spool(directory, Math.max(maxBytes, 2 * SEGMENT_BYTES), lockFile);
        try {
            spool.recover();
        } catch (IOException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    private static boolean isFree(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void recover() throws IOException {
        try {
            acknowledged = Long.parseLong(
                    Files.readString(directory.resolve(ACKNOWLEDGED)).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            acknowledged = 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!SEGMENT_NAME.matcher(name).matches()) {
                    continue;
                }
                long start = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                segments.put(start, SpoolSegment.recover(file, start));
            }
        }
        if (segments.isEmpty()) {
            addSegment(acknowledged);
        }
        acknowledged = Math.clamp(
                acknowledged,
                segments.firstKey(),
                segments.lastEntry().getValue().end());
        dropDelivered();
    }

    /** Appends a text. */
    public synchronized void append(String text) throws IOException {
        SpoolSegment last = segments.lastEntry().getValue();
        if (last.size() >= SEGMENT_BYTES) {
            last.sync();
            last = addSegment(last.end());
        }
        last.append(text.getBytes(StandardCharsets.UTF_8));
        dirty = true;
        while (size() > maxBytes && segments.size() > 1) {
            SpoolSegment oldest = segments.pollFirstEntry().getValue();
            lost += oldest.count(Math.max(acknowledged, oldest.start()));
            acknowledged = Math.max(acknowledged, oldest.end());
            oldest.delete();
        }
        notifyAll();
    }

    private SpoolSegment addSegment(long start) throws IOException {
        SpoolSegment segment = SpoolSegment.create(directory.resolve("%020d".formatted(start) + SUFFIX), start);
        segments.put(start, segment);
        return segment;
    }

    /** Returns the oldest texts, at most so many, waiting for the first one; empty when none came in time. */
    public synchronized Batch read(int max, long waitMillis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + waitMillis * 1_000_000;
        while (!closed && acknowledged >= segments.lastEntry().getValue().end()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return new Batch(List.of(), acknowledged);
            }
            wait(left);
        }
        List<String> texts = new ArrayList<>();
        long position = acknowledged;
        while (texts.size() < max && !closed) {
            SpoolSegment segment = segments.floorEntry(position).getValue();
            if (position >= segment.end()) {
                if (segment == segments.lastEntry().getValue()) {
                    break;
                }
                position = segments.higherKey(segment.start());
                continue;
            }
            ByteBuffer text = segment.read(position);
            position += SpoolSegment.HEADER + text.remaining();
            texts.add(StandardCharsets.UTF_8.decode(text).toString());
        }
        return new Batch(texts, position);
    }

    /** Forgets all texts before a position. */
    public synchronized void acknowledge(long position) throws IOException {
        if (position > acknowledged) {
            acknowledged = position;
            dirty = true;
            dropDelivered();
        }
    }

    private void dropDelivered() throws IOException {
        while (segments.size() > 1 && segments.firstEntry().getValue().end() <= acknowledged) {
            segments.pollFirstEntry().getValue().delete();
        }
    }

    /** Forces to disk what was appended and acknowledged. */
    public synchronized void sync() throws IOException {
        if (!dirty || closed) {
            return;
        }
        segments.lastEntry().getValue().sync();
        Path next = directory.resolve(ACKNOWLEDGED + ".next");
        Files.writeString(next, Long.toString(acknowledged) + "\n");
        Files.move(next, directory.resolve(ACKNOWLEDGED), StandardCopyOption.ATOMIC_MOVE);
        dirty = false;
    }

    /** Returns how many bytes the texts take that are not acknowledged. */
    public synchronized long waitingBytes() {
        return segments.lastEntry().getValue().end() - acknowledged;
    }

    /** Returns how many texts were given up because the spool was full. */
    public synchronized long lost() {
        return lost;
    }

    private long size() {
        return segments.lastEntry().getValue().end() - segments.firstKey();
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            if (!segments.isEmpty()) {
                sync();
            }
        } finally {
            closed = true;
            notifyAll();
            for (SpoolSegment segment : segments.values()) {
                segment.close();
            }
            lockFile.close();
        }
    }
}
