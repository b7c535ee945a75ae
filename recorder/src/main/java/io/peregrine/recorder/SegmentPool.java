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

    /** A segment that takes this many bytes at least, held once; empty when the limit is reached. */
    Optional<Segment> take(long atLeast) {
        long size = Math.max(segmentSize, atLeast);
        if (inUse.get() + size > limit && size == segmentSize) {
            return Optional.empty();
        }
        inUse.addAndGet(size);
        Segment again = size == segmentSize ? free.poll() : null;
        Segment segment = again != null ? again : new Segment(Arena.ofAuto().allocate(size, 8), this);
        return Optional.of(segment.reset());
    }

    void giveBack(Segment segment) {
        inUse.addAndGet(-segment.capacity());
        if (segment.capacity() == segmentSize) {
            free.add(segment);
        }
    }

    /** The bytes of segments that are held. */
    long bytesInUse() {
        return inUse.get();
    }
}
