package io.peregrine.capture.input;

import io.peregrine.event.EndedThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads a channel into chunks on a thread of its own, unpacking gzip, so that the owner of the source finds the next chunk ready.
 *
 * <p>The owner calls {@link #next}, {@link #recycle} and {@link #close}. At most {@link #CHUNKS} chunks exist; the thread waits until one
 * comes back. Closing ends the thread, and closes the channel.
 */
final class ReadAhead implements ChunkSource {
    private static final int CHUNKS = 4;
    private static final int LARGEST_CHUNK = 1 << 20;
    private static final int SMALLEST_CHUNK = 1 << 14;

    /** What the thread hands over; a filled chunk comes before the failure that followed it. */
    private sealed interface Delivery {
        record Filled(Chunk chunk) implements Delivery {}

        record Failed(IOException cause) implements Delivery {}

        record Ended() implements Delivery {}
    }

    private final ReadableByteChannel channel;
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Delivery> filled = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final int chunkSize;
    private int made;
    private Delivery last = new Delivery.Ended();
    private boolean over;

    /**
     * Reads a channel, which this then owns.
     *
     * @param packedSize of the channel in bytes, from which the size of the chunks is chosen; 0 when unknown
     */
    ReadAhead(ReadableByteChannel channel, long packedSize) {
        this.channel = channel;
        this.chunkSize = packedSize > 0 ? Math.clamp(packedSize * 8, SMALLEST_CHUNK, LARGEST_CHUNK) : LARGEST_CHUNK;
        thread = Thread.ofPlatform().daemon().name("capture-reader").unstarted(this::run);
        thread.start();
    }

    @Override
    public Chunk next() throws IOException {
        if (!over) {
            last = take();
        }
        return switch (last) {
            case Delivery.Filled(Chunk chunk) -> chunk;
            case Delivery.Failed(IOException cause) -> {
                over = true;
                throw cause;
            }
            case Delivery.Ended() -> {
                over = true;
                yield null;
            }
        };
    }

    private Delivery take() throws IOException {
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("its reading was interrupted", e);
        }
    }

    @Override
    public void recycle(Chunk chunk) {
        free.add(chunk);
    }

    private void run() {
        try {
            filled.add(pump());
        } catch (InterruptedException e) {
            filled.add(new Delivery.Ended());
        }
    }

    private Delivery pump() throws InterruptedException {
        ByteSource plain = target -> channel.read(target) >= 0;
        Chunk first = chunk();
        try {
            boolean more = true;
            while (more && first.target().position() < 2) {
                more = plain.read(first.target());
            }
        } catch (IOException e) {
            return new Delivery.Failed(e);
        }
        ByteBuffer start = first.target();
        if (start.position() < 2 || !Gunzip.recognises(start.get(0) & 0xff, start.get(1) & 0xff)) {
            return copy(plain, first);
        }
        ByteBuffer head =
                ByteBuffer.allocate(start.position()).put(start.flip()).flip();
        start.clear();
        try (Gunzip gunzip = new Gunzip(target -> {
            if (!head.hasRemaining()) {
                return plain.read(target);
            }
            int count = Math.min(head.remaining(), target.remaining());
            target.put(head.slice().limit(count));
            head.position(head.position() + count);
            return true;
        })) {
            return copy(gunzip, first);
        }
    }

    /** Fills chunk after chunk until the stream ends or fails. */
    private Delivery copy(ByteSource source, Chunk begun) throws InterruptedException {
        Chunk chunk = begun;
        try {
            while (true) {
                boolean more = true;
                while (more && chunk.target().hasRemaining()) {
                    more = source.read(chunk.target());
                }
                filled.add(new Delivery.Filled(chunk));
                if (!more) {
                    return new Delivery.Ended();
                }
                chunk = chunk();
            }
        } catch (IOException e) {
            filled.add(new Delivery.Filled(chunk));
            return new Delivery.Failed(e);
        }
    }

    private Chunk chunk() throws InterruptedException {
        Chunk chunk = made < CHUNKS ? free.poll() : free.take();
        if (chunk == null) {
            made++;
            chunk = new Chunk(chunkSize);
        }
        chunk.target().clear();
        return chunk;
    }

    @Override
    public void close() {
        over = true;
        last = new Delivery.Ended();
        thread.interrupt();
        EndedThread.await(thread);
        try {
            channel.close();
        } catch (IOException e) {
            // A capture that was only read loses nothing when its file cannot be closed.
        }
    }
}
