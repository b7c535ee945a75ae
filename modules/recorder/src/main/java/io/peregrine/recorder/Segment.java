package io.peregrine.recorder;

import io.peregrine.capture.block.EventBlock;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.event.EventView;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of native memory with events as blocks of a capture, one behind another.
 *
 * <p>The thread of the source appends; the writing thread reads what was appended before it was handed over and never what comes later. The
 * memory goes back to its pool when the last holder has released it.
 */
final class Segment {
    private final MemorySegment memory;
    private final SegmentPool pool;
    private final AtomicInteger holders = new AtomicInteger();
    private long filled;
    private long events;
    private long firstTime;
    private long lastTime;
    private Optional<StateHistory.Checkpoint> checkpoint = Optional.empty();

    Segment(MemorySegment memory, SegmentPool pool) {
        this.memory = memory;
        this.pool = pool;
    }

    /** Makes a segment of the pool ready for its first holder. */
    Segment reset() {
        filled = 0;
        events = 0;
        checkpoint = Optional.empty();
        holders.set(1);
        return this;
    }

    /** What the state was when the segment began. */
    void beginsAt(StateHistory.Checkpoint state) {
        checkpoint = Optional.of(state);
    }

    Optional<StateHistory.Checkpoint> checkpoint() {
        return checkpoint;
    }

    boolean fits(long size) {
        return memory.byteSize() - filled >= size;
    }

    void append(EventView event) {
        if (events == 0) {
            firstTime = event.timestamp();
        }
        lastTime = event.timestamp();
        filled += EventBlock.write(event, memory, filled);
        events++;
    }

    MemorySegment memory() {
        return memory;
    }

    long capacity() {
        return memory.byteSize();
    }

    long filled() {
        return filled;
    }

    long events() {
        return events;
    }

    long firstTime() {
        return firstTime;
    }

    long lastTime() {
        return lastTime;
    }

    /** The memory that it takes with its checkpoint. */
    long weight() {
        return capacity() + checkpoint.map(StateHistory.Checkpoint::bytes).orElse(0L);
    }

    Segment retain() {
        holders.incrementAndGet();
        return this;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            checkpoint = Optional.empty();
            pool.giveBack(this);
        }
    }
}
