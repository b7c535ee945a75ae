package io.peregrine.probe;

import io.peregrine.event.NativeHeader;
import io.peregrine.ffi.MappedMemory;
import io.peregrine.ffi.MappedMemory.Access;
import io.peregrine.ffi.NativeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The reading end of one ring. Its head, when there is one, is the oldest event not yet taken; the memory of a taken event stays as it is
 * until something is released, relieved or fetched. One thread reads. Nothing here allocates for an event or enters the kernel.
 *
 * <p>What the ring holds may move to {@link Overflow} memory ({@link #relieve}) and is read from there first. Positions are the ring's in both.
 */
class Ring implements AutoCloseable {
    /** The time of a ring without a head: later than every event. */
    static final long NONE = Long.MAX_VALUE;

    private static final ValueLayout.OfShort TRAILER = ValueLayout.JAVA_SHORT_UNALIGNED;

    private final MemorySegment consumerPage;
    private final MemorySegment producerPage;
    private final MemorySegment data;
    private final Runnable unmap;
    private final long mask;
    private final long releaseStep;
    private final long much;
    private final Overflow overflow;

    /** What is read now, with what has the position {@link #origin} in front: the ring's memory, or a chunk of overflow memory. */
    private MemorySegment memory;

    private long origin;
    private boolean overflowing;

    private long position;

    /** How far what is read now is known to be filled. */
    private long produced;

    private long released;
    private long last;
    private long headTime = NONE;
    private long headPlace;
    private int headLength;

    /**
     * A ring in memory ({@link RingLayout}).
     *
     * @param consumerPage written here
     * @param producerPage written by the kernel
     * @param data the records, and behind them as much of their beginning again as a record may need that lies across the end
     * @param pool memory for what the ring has no more room for
     * @param unmap gives the ring's memory back
     */
    Ring(
            MemorySegment consumerPage,
            MemorySegment producerPage,
            MemorySegment data,
            OverflowPool pool,
            Runnable unmap) {
        this.consumerPage = consumerPage;
        this.producerPage = producerPage;
        this.data = data;
        this.unmap = unmap;
        long size = Long.highestOneBit(data.byteSize() - 1); // a power of two, and the beginning again is no larger
        mask = size - 1;
        releaseStep = size / 16;
        much = size / 4;
        overflow = new Overflow(pool, data, mask);
        memory = data;
        position = RingLayout.consumer(consumerPage);
        released = position;
        produced = position;
        last = position;
    }

    /** Maps the ring of a descriptor. */
    static Ring map(int descriptor, int size, int pageSize, OverflowPool pool) throws NativeException {
        MappedMemory consumer = MappedMemory.map(descriptor, 0, pageSize, Access.WRITE);
        try {
            long shown = size + (long) Math.min(size, RingLayout.LARGEST_RECORD);
            MappedMemory producer = MappedMemory.map(descriptor, pageSize, pageSize + shown, Access.READ);
            MemorySegment data = producer.memory().asSlice(pageSize, shown);
            return new Ring(consumer.memory(), producer.memory(), data, pool, () -> {
                consumer.close();
                producer.close();
            });
        } catch (NativeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Looks for a head where there is none. Skips what the kernel discarded; a head that is still being written counts as none. */
    void fetch() {
        while (headTime == NONE) {
            if (position == produced && !goesOn()) {
                return;
            }
            long place = (position - origin) & mask;
            int field = RingLayout.lengthField(memory, place);
            if (RingLayout.isBusy(field)) {
                return;
            }
            headLength = RingLayout.length(field);
            if (RingLayout.isDiscarded(field)) {
                position += RingLayout.stride(headLength);
            } else {
                headPlace = place + RingLayout.RECORD_HEADER;
                headTime = NativeHeader.timestamp(memory, headPlace);
            }
        }
    }

    /** Whether there is more behind what is known to be filled. */
    private boolean goesOn() {
        if (overflowing) {
            readOverflow();
        }
        if (!overflowing) {
            produced = RingLayout.producer(producerPage);
        }
        return position != produced;
    }

    /** Turns to the chunk of overflow memory that has the position, or to the ring behind the last. */
    private void readOverflow() {
        overflow.dropTo(position);
        overflowing = !overflow.isEmpty();
        if (overflowing) {
            memory = overflow.first().memory();
            origin = overflow.first().begin();
            produced = overflow.first().end();
        } else {
            memory = data;
            origin = 0;
        }
    }

    /**
     * Moves what the ring holds to overflow memory when that is more than a quarter of what it has room for, up to the first record that is still being
     * written and as far as there is memory; the kernel has the room back at once. An event that was taken must not be used any more.
     *
     * <p>A reader that follows is never so far behind. What is moved costs it some 5 % more, and the other three quarters are for the time in which it is
     * held up or gets no processor.
     */
    void relieve() {
        long end = RingLayout.producer(producerPage);
        long begin = Math.max(position, released);
        if (end - begin <= much) {
            return;
        }
        long moved = overflow.append(begin, end);
        if (moved > begin && !overflowing) {
            headTime = NONE;
            readOverflow();
        }
        releaseTo(moved);
    }

    /** The head's time in nanoseconds, {@link #NONE} without one. */
    long headTime() {
        return headTime;
    }

    /** The room for records in bytes. */
    long size() {
        return mask + 1;
    }

    /** The memory that the head is in. */
    MemorySegment memory() {
        return memory;
    }

    /** Where the head begins in {@link #memory()}. */
    long headPlace() {
        return headPlace;
    }

    /** The head's length in bytes. */
    int headLength() {
        return headLength - RingLayout.TRAILER;
    }

    /** What follows the head in its record ({@link RingLayout}). */
    int headTrailer() {
        return Short.toUnsignedInt(memory.get(TRAILER, headPlace + headLength()));
    }

    /** Takes the head. */
    void take() {
        last = position;
        position += RingLayout.stride(headLength);
        headTime = NONE;
    }

    /** Gives everything taken back to the kernel if it is much: seldom, because the kernel looks at the same word for every event that it writes. */
    void releaseMuch() {
        if (position - released >= releaseStep) {
            releaseTo(position);
        }
    }

    /** Gives everything taken back but the last record: to a reader that is behind, the kernel says nothing of new ones. */
    void releaseAllButTheLast() {
        releaseTo(last);
    }

    /** Gives everything taken back, so that the kernel wakes who polls the ring's descriptor when it writes the next record. */
    void releaseAll() {
        releaseTo(position);
    }

    private void releaseTo(long place) {
        if (place > released) {
            RingLayout.consumer(consumerPage, place);
            released = place;
        }
    }

    @Override
    public void close() {
        unmap.run();
    }
}
