package io.peregrine.capture.input;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads a channel into two chunks in turns, on the thread that asks for them. For plain files: the system reads them ahead by itself, and what is copied here
 * lies in the caches of the processor that looks at it next. A thread of its own took as long for each event and kept a second processor busy.
 */
final class DirectReads implements ChunkSource {
    private static final int LARGEST_CHUNK = 1 << 18;
    private static final int SMALLEST_CHUNK = 1 << 12;

    private final ReadableByteChannel channel;
    private final Chunk[] chunks;
    private int turn;
    private boolean ended;

    /**
     * Reads a channel, which this then owns.
     *
     * @param expectedSize of the channel in bytes, from which the size of the chunks is chosen
     */
    DirectReads(ReadableByteChannel channel, long expectedSize) {
        this.channel = channel;
        int size = Math.clamp(expectedSize, SMALLEST_CHUNK, LARGEST_CHUNK);
        this.chunks = new Chunk[] {new Chunk(size), new Chunk(size)};
    }

    @Override
    public Chunk next() throws IOException {
        turn ^= 1;
        Chunk chunk = chunks[turn];
        chunk.target().clear();
        try {
            ended = ended || channel.read(chunk.target()) < 0;
        } catch (ClosedByInterruptException e) {
            throw new IOException("its reading was interrupted", e);
        }
        return ended ? null : chunk;
    }

    /** Nothing is to be done: a chunk's turn comes again by itself. */
    @Override
    public void recycle(Chunk chunk) {}

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A capture that was only read loses nothing when its file cannot be closed.
        }
    }
}
