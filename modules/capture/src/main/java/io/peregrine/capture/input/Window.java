package io.peregrine.capture.input;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A view of a stream that shows any number of bytes from its current position as one piece of an array.
 *
 * <p>{@link #require} is the only call that moves bytes; what it showed stays until the next call of it. A run that lies across chunks is
 * joined in the headroom of the later chunk, or, if it is longer than that, in memory that grows with the bytes that really arrive: a
 * length that a file only claims allocates nothing. Owned by one thread.
 */
public final class Window implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ChunkSource input;
    private Chunk chunk;
    private byte[] memory = NOTHING;
    private int position;
    private int limit;
    /** Where the array's first byte stands in the unpacked stream. */
    private long base;

    private Window(ChunkSource input) {
        this.input = input;
    }

    /** Begins to read a file, plain or gzip, which the window then owns. */
    public static Window over(FileChannel file) {
        return new Window(ChunkSource.over(file));
    }

    /**
     * Makes this many bytes from the position on available in one piece.
     *
     * @return false when the stream ends before; what there is stays available
     * @throws IOException when the stream is unreadable or damaged before that
     */
    public boolean require(long count) throws IOException {
        return limit - position >= count || join(count);
    }

    private boolean join(long count) throws IOException {
        while (limit - position < count) {
            Chunk next = input.next();
            if (next == null) {
                return false;
            }
            int left = limit - position;
            int arrived = next.end() - Chunk.HEADROOM;
            if (left <= Chunk.HEADROOM) {
                System.arraycopy(memory, position, next.memory(), Chunk.HEADROOM - left, left);
                release();
                chunk = next;
                memory = next.memory();
                moveTo(Chunk.HEADROOM - left);
                limit = next.end();
            } else {
                append(next, left, arrived);
            }
        }
        return true;
    }

    /** Joins a run that is longer than a chunk's headroom in memory of its own. */
    private void append(Chunk next, int left, int arrived) {
        if (chunk != null || memory.length - limit < arrived) {
            byte[] larger = new byte[2 * (left + arrived)];
            System.arraycopy(memory, position, larger, 0, left);
            release();
            memory = larger;
            moveTo(0);
            limit = left;
        }
        System.arraycopy(next.memory(), Chunk.HEADROOM, memory, limit, arrived);
        limit += arrived;
        input.recycle(next);
    }

    /** The position's byte lies there in the array from now on. */
    private void moveTo(int place) {
        base += position - place;
        position = place;
    }

    private void release() {
        if (chunk != null) {
            input.recycle(chunk);
            chunk = null;
        }
    }

    /** The array that holds the available bytes; changes with {@link #require}. */
    public byte[] array() {
        return memory;
    }

    /** Where the current position lies in {@link #array()}. */
    public int position() {
        return position;
    }

    /** The bytes available without reading. */
    public long available() {
        return limit - position;
    }

    /** Moves the position forward over available bytes. */
    public void advance(long count) {
        if (count < 0 || count > limit - position) {
            throw new IndexOutOfBoundsException(count);
        }
        position += (int) count;
    }

    /** The position in the unpacked stream: the bytes that {@link #advance} has passed. */
    public long offset() {
        return base + position;
    }

    @Override
    public void close() {
        memory = NOTHING;
        moveTo(0);
        limit = 0;
        input.close();
    }
}
