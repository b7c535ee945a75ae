package io.peregrine.output.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * One file of a spool: records one behind the other.
 *
 * <pre>
 * 0        4        8                8 + length
 * +--------+--------+----------------+
 * | length | CRC32C | text in UTF-8  |   little-endian
 * +--------+--------+----------------+
 * </pre>
 */
final class SpoolSegment implements AutoCloseable {
    static final int HEADER = 8;
    /** Alerts are nobody else's business. */
    static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int MAX_TEXT = 64 << 20;

    private final Path file;
    private final long start;
    private final FileChannel channel;
    private long size;

    private SpoolSegment(Path file, long start, FileChannel channel, long size) {
        this.file = file;
        this.start = start;
        this.channel = channel;
        this.size = size;
    }

    static SpoolSegment create(Path file, long start) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OWNER_ALONE);
        channel.truncate(0);
        return new SpoolSegment(file, start, channel, 0);
    }

    /** Opens a file that another run wrote, and cuts off what a crash left incomplete at its end. */
    static SpoolSegment recover(Path file, long start) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        SpoolSegment segment = new SpoolSegment(file, start, channel, channel.size());
        long end = start;
        while (end < segment.end()) {
            ByteBuffer header = segment.header(end);
            int length = header == null ? -1 : header.getInt(0);
            boolean whole = length > 0 && length <= MAX_TEXT && end + HEADER + length <= segment.end();
            if (!whole || checksum(segment.bytes(end + HEADER, length)) != header.getInt(4)) {
                break;
            }
            end += HEADER + length;
        }
        segment.size = end - start;
        channel.truncate(segment.size);
        return segment;
    }

    long start() {
        return start;
    }

    long end() {
        return start + size;
    }

    long size() {
        return size;
    }

    /** Appends a record, wholly or not at all. */
    void append(byte[] text) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEADER + text.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(text.length)
                .putInt(checksum(ByteBuffer.wrap(text)))
                .put(text)
                .flip();
        long at = size;
        try {
            while (record.hasRemaining()) {
                at += channel.write(record, at);
            }
        } catch (IOException e) {
            channel.truncate(size);
            throw new IOException("the spool file " + file + " cannot be written: " + e.getMessage(), e);
        }
        size = at;
    }

    /** Returns the text of the record at a position. */
    ByteBuffer read(long position) throws IOException {
        ByteBuffer header = header(position);
        if (header == null) {
            throw new IOException("the spool file " + file + " ends within a record");
        }
        return bytes(position + HEADER, header.getInt(0));
    }

    /** Returns how many records there are from a position on. */
    long count(long position) throws IOException {
        long count = 0;
        long at = position;
        while (at < end()) {
            at += HEADER + header(at).getInt(0);
            count++;
        }
        return count;
    }

    private ByteBuffer header(long position) throws IOException {
        ByteBuffer header = bytes(position, HEADER);
        return header.remaining() == HEADER ? header : null;
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = position - start;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return bytes.flip();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }

    void sync() throws IOException {
        channel.force(false);
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
