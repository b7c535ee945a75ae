package io.peregrine.output.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A file that lines are appended to, opened when it is needed and rotated when it is due. A line is there wholly or not at
 * all: what a full disk cut off is taken back. Belongs to one thread.
 */
public final class GrowingFile implements AutoCloseable {
    private final Path path;
    private final Rotation rotation;
    private final InstantSource clock;
    private FileChannel channel;
    private Instant begun = Instant.MIN;

    /** Makes the file without opening it. */
    public GrowingFile(Path path, Rotation rotation, InstantSource clock) {
        this.path = path;
        this.rotation = rotation;
        this.clock = clock;
    }

    /** Appends bytes, all of them or none. */
    public void append(byte[] bytes) throws IOException {
        open();
        boolean regular = Files.isRegularFile(path);
        if (regular && rotation.isDue(channel.size(), begun, clock.instant())) {
            close();
            rotation.rotate(path);
            begun = Instant.MIN;
            open();
        }
        long start = regular ? channel.size() : 0;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            if (regular && buffer.position() > 0) {
                channel.truncate(start);
            }
            throw new IOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Opens the file if it is closed, and makes it if it is not there. */
    public void open() throws IOException {
        if (channel != null) {
            return;
        }
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (NoSuchFileException e) {
            throw new IOException(path + " cannot be opened: its folder does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(path + " cannot be opened: permission denied", e);
        } catch (FileSystemException e) {
            throw new IOException(path + " cannot be opened: " + e.getReason(), e);
        }
        if (begun.equals(Instant.MIN)) {
            begun = channel.size() == 0 ? clock.instant() : birth();
        }
    }

    /** Closes the file and opens what stands under its name now. */
    public void reopen() throws IOException {
        close();
        begun = Instant.MIN;
        open();
    }

    private Instant birth() throws IOException {
        return ((FileTime) Files.getAttribute(path, "creationTime")).toInstant();
    }

    /** Closes the file; the next append opens it again. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            try {
                channel.close();
            } finally {
                channel = null;
            }
        }
    }
}
