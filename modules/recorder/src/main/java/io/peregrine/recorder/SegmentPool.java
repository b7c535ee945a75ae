package io.peregrine.recorder;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of segments: at most so many bytes, used again and again. Taken from by one thread, given back to by any. */
final class SegmentPool {
    private final int segmentSize;
    private final long limit;
    private final AtomicLong inUse = new AtomicLong();
    private final ConcurrentLinkedQueue<Segment> free = new ConcurrentLinkedQueue<>();

    SegmentPool(int segmentSize, long limit) {
        this.segmentSize = segmentSize;
        this.limit = limit;
    }

    /**
     * A segment that takes this many bytes at least, held once; empty when the limit is reached, or the virtual machine has no more memory
     * for it.
     */
    Optional<Segment> take(long atLeast) {
        long size = Math.max(segmentSize, atLeast);
        if (inUse.get() + size > limit && size == segmentSize) {
            return Optional.empty();
        }
        Segment again = size == segmentSize ? free.poll() : null;
        Optional<Segment> segment = again != null ? Optional.of(again) : allocate(size);
        if (segment.isPresent()) {
            inUse.addAndGet(size);
            segment.get().reset();
        }
        return segment;
    }

    private Optional<Segment> allocate(long size) {
        try {
            return Optional.of(new Segment(Arena.ofAuto().allocate(size, 8), this));
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
    }

    void giveBack(Segment segment) {
        inUse.addAndGet(-segment.capacity());
        if (segment.capacity() == segmentSize) {
            free.add(segment);
        }
    }
}
