package io.peregrine.probe;

import io.peregrine.event.EventLayout;
import io.peregrine.ffi.MappedMemory;
import io.peregrine.ffi.MappedMemory.Access;
import io.peregrine.ffi.NativeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The reading end of one ring. Its head, when there is one, is the oldest event not yet taken; the memory of a taken event stays as it is
 * until {@link #release}. One thread reads. Nothing here allocates or enters the kernel.
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

    private long position;
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
     * @param producerPage and the records behind it at {@code pageSize}, twice {@code size} bytes
     * @param unmap gives the memory back
     */
    Ring(MemorySegment consumerPage, MemorySegment producerPage, int pageSize, int size, Runnable unmap) {
        this.consumerPage = consumerPage;
        this.producerPage = producerPage;
        this.data = producerPage.asSlice(pageSize, 2L * size);
        this.unmap = unmap;
        mask = size - 1L;
        releaseStep = size / 16L;
        position = RingLayout.consumer(consumerPage);
        released = position;
        produced = position;
        last = position;
    }

    /** Maps the ring of a descriptor. */
    static Ring map(int descriptor, int size, int pageSize) throws NativeException {
        MappedMemory consumer = MappedMemory.map(descriptor, 0, pageSize, Access.WRITE);
        try {
            MappedMemory producer = MappedMemory.map(descriptor, pageSize, pageSize + 2L * size, Access.READ);
            return new Ring(consumer.memory(), producer.memory(), pageSize, size, () -> {
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
            if (position == produced) {
                produced = RingLayout.producer(producerPage);
                if (position == produced) {
                    return;
                }
            }
            long place = position & mask;
            int field = RingLayout.lengthField(data, place);
            if (RingLayout.isBusy(field)) {
                return;
            }
            headLength = RingLayout.length(field);
            if (RingLayout.isDiscarded(field)) {
                position += RingLayout.stride(headLength);
            } else {
                headPlace = place + RingLayout.RECORD_HEADER;
                headTime = EventLayout.timestamp(data, headPlace);
            }
        }
    }

    /** The head's time in nanoseconds, {@link #NONE} without one. */
    long headTime() {
        return headTime;
    }

    /** The room for records in bytes. */
    long size() {
        return mask + 1;
    }

    /** The memory of all events. */
    MemorySegment data() {
        return data;
    }

    /** Where the head begins in {@link #data()}. */
    long headPlace() {
        return headPlace;
    }

    /** The head's length in bytes. */
    int headLength() {
        return headLength - RingLayout.TRAILER;
    }

    /** What follows the head in its record ({@link RingLayout}). */
    int headTrailer() {
        return Short.toUnsignedInt(data.get(TRAILER, headPlace + headLength()));
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
