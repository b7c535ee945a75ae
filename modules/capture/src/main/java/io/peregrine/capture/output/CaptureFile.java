package io.peregrine.capture.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The file of a capture that is being written, plain or packed as one gzip member.
 *
 * <p>After {@link #flush} everything that was written can be read from the file, although a packed one has no end yet. Owned by one
 * thread.
 */
public final class CaptureFile implements AutoCloseable {
    /** How the bytes are packed. */
    public enum Packing {
        /** Not at all. */
        NONE,
        /** With gzip, for speed. */
        GZIP_FAST,
        /** With gzip, for size. */
        GZIP
    }

    private static final int OUTPUT_SIZE = 1 << 16;
    private static final Set<StandardOpenOption> WRITTEN_ANEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

    private final WritableByteChannel channel;
    private final ByteBuffer output = ByteBuffer.allocateDirect(OUTPUT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private long unpacked;
    private long written;
    private boolean dirty;
    private boolean closed;

    /** Writes to a channel, which the file then owns. */
    public CaptureFile(WritableByteChannel channel, Packing packing) {
        this.channel = channel;
        deflater = switch (packing) {
            case NONE -> null;
            case GZIP_FAST -> new Deflater(Deflater.BEST_SPEED, true);
            case GZIP -> new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        };
        if (deflater != null) {
            output.put(GZIP_HEADER);
        }
    }

    /**
     * Creates a file that its owner alone can read, since captures hold environments and data, or empties one that is there and leaves it its
     * permissions.
     */
    public static CaptureFile create(Path file, Packing packing) throws IOException {
        return new CaptureFile(FileChannel.open(file, WRITTEN_ANEW, OWNER_ALONE), packing);
    }

    /** Writes all that remains in a buffer. */
    public void write(ByteBuffer blocks) throws IOException {
        unpacked += blocks.remaining();
        dirty = true;
        if (deflater == null) {
            emit(blocks);
            return;
        }
        crc.update(blocks.duplicate());
        deflater.setInput(blocks);
        while (!deflater.needsInput()) {
            deflate(Deflater.NO_FLUSH);
        }
    }

    /** Brings everything that was written into the file. */
    public void flush() throws IOException {
        if (deflater != null && dirty) {
            do {
                drain();
            } while (deflate(Deflater.FULL_FLUSH) && !output.hasRemaining());
            dirty = false;
        }
        drain();
    }

    private boolean deflate(int mode) throws IOException {
        if (!output.hasRemaining()) {
            drain();
        }
        return deflater.deflate(output, mode) > 0;
    }

    private void emit(ByteBuffer blocks) throws IOException {
        if (blocks.remaining() > output.remaining()) {
            drain();
        }
        if (blocks.remaining() > output.remaining()) {
            send(blocks);
        } else {
            output.put(blocks);
        }
    }

    private void drain() throws IOException {
        send(output.flip());
        output.clear();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
    }

    /** The bytes that are in the file; what was written since the last {@link #flush} may be missing. */
    public long fileSize() {
        return written;
    }

    /** The bytes that were written, before they were packed. */
    public long unpackedSize() {
        return unpacked;
    }

    /** Ends the packed data and closes the file. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            if (deflater != null) {
                deflater.finish();
                while (!deflater.finished()) {
                    deflate(Deflater.NO_FLUSH);
                }
                if (output.remaining() < 8) {
                    drain();
                }
                output.putInt((int) crc.getValue()).putInt((int) unpacked);
            }
            drain();
        } finally {
            if (deflater != null) {
                deflater.end();
            }
        }
    }
}
