package io.peregrine.probe;

import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.PrivateMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The overflow memory of all rings together, in {@link OverflowChunk}s of one size: never more than a bound, and given back to the machine as soon as none of
 * it is used and the rings are empty. Owned by the thread that reads the rings, but for its figures.
 */
final class OverflowPool implements AutoCloseable {
    /** Large enough for every record, which has up to 64 KiB, and small enough that what stays unused at its end does not count. */
    private static final int LARGEST_CHUNK = 1 << 20;

    private final Runnable forget;
    private final Runnable unmap;
    private final int chunkBytes;
    private final int chunks;

    /** The last one that was given back is the next to be taken, so that as few as possible were ever used. */
    private final ArrayDeque<OverflowChunk> free = new ArrayDeque<>();

    private int touched;
    private volatile OverflowFigures figures = OverflowFigures.NONE;

    /**
     * A pool in memory that is there.
     *
     * @param forget lets the machine have what the memory takes
     * @param unmap gives the memory up
     */
    OverflowPool(MemorySegment memory, int chunkBytes, Runnable forget, Runnable unmap) {
        this.forget = forget;
        this.unmap = unmap;
        this.chunkBytes = chunkBytes;
        chunks = (int) (memory.byteSize() / chunkBytes);
        for (int i = 0; i < chunks; i++) {
            free.add(new OverflowChunk(memory.asSlice((long) i * chunkBytes, chunkBytes)));
        }
    }

    /** A pool that has nothing to give. */
    static OverflowPool none() {
        return new OverflowPool(MemorySegment.NULL, 1, () -> {}, () -> {});
    }

    /**
     * A pool for rings of one size. Where the machine has no memory for it, it has nothing to give.
     *
     * @param bound bytes at most
     * @param ringBytes the size of a ring; no record is larger, nor is a chunk
     */
    static OverflowPool of(long bound, int ringBytes) {
        int chunk = Math.min(LARGEST_CHUNK, ringBytes);
        if (bound < chunk) {
            return none();
        }
        try {
            PrivateMemory memory = PrivateMemory.map(bound / chunk * chunk);
            return new OverflowPool(memory.memory(), chunk, memory::forget, memory::close);
        } catch (NativeException e) {
            return none();
        }
    }

    /** An empty chunk, unless all are used. */
    Optional<OverflowChunk> take() {
        Optional<OverflowChunk> taken = Optional.ofNullable(free.poll());
        touched = Math.max(touched, chunks - free.size());
        return taken;
    }

    /** Takes back a chunk, which may be overwritten from now on. */
    void giveBack(OverflowChunk chunk) {
        free.push(chunk);
    }

    /** Counts events that were copied. */
    void count(long events) {
        figures = new OverflowFigures((long) touched * chunkBytes, figures.events() + events);
    }

    /** Lets the machine have the memory back, unless some of it is used. To be called when the rings are empty. */
    void rest() {
        if (touched > 0 && free.size() == chunks) {
            forget.run();
            touched = 0;
            count(0);
        }
    }

    /** What it holds and has done. For any thread. */
    OverflowFigures figures() {
        return figures;
    }

    @Override
    public void close() {
        unmap.run();
    }
}
