package io.peregrine.probe;

import io.peregrine.event.EventLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The kernel's side of a ring, in memory of the test. */
final class KernelRing {
    static final int PAGE = 4096;

    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final int size;
    private long position;

    KernelRing(Arena arena, int size) {
        this.size = size;
        consumer = arena.allocate(PAGE, 8);
        producer = arena.allocate(PAGE + 2L * size, 8);
    }

    Ring reader() {
        return reader(() -> {});
    }

    /** A reader with overflow memory. */
    Ring reader(OverflowPool pool) {
        return new Ring(consumer, producer, records(), pool, () -> {});
    }

    private MemorySegment records() {
        return producer.asSlice(PAGE);
    }

    /**
     * A reader that lets something happen right after each of its looks.
     *
     * @param after what then happens, as on another processor
     */
    Ring reader(Runnable after) {
        return new Ring(consumer, producer, records(), OverflowPool.none(), () -> {}) {
            @Override
            void fetch() {
                super.fetch();
                after.run();
            }
        };
    }

    /** Writes an event without parameters, from processor 1; returns its place, or -1 when there is no room. */
    long write(long time, int code, boolean busy) {
        return record(new EventLayout.Header(time, 7, EventLayout.HEADER_SIZE, code, 0), busy ? 1 << 31 : 0);
    }

    /** Writes a record that the kernel took back. */
    void discard() {
        record(new EventLayout.Header(1, 7, EventLayout.HEADER_SIZE, 0, 0), 1 << 30);
    }

    private long record(EventLayout.Header header, int flags) {
        int length = EventLayout.HEADER_SIZE + RingLayout.TRAILER;
        long stride = RingLayout.stride(length);
        if (position + stride - consumed() > size) {
            return -1;
        }
        long place = position & (size - 1);
        for (long copy : new long[] {place, place + size}) {
            if (copy + stride <= 2L * size) {
                MemorySegment data = records();
                data.set(ValueLayout.JAVA_INT, copy, length | flags);
                EventLayout.putHeader(data, copy + RingLayout.RECORD_HEADER, header);
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, copy + stride(length), (short) 1);
            }
        }
        position += stride;
        producer.set(ValueLayout.JAVA_LONG, 0, position);
        return place;
    }

    private static long stride(int length) {
        return RingLayout.RECORD_HEADER + length - RingLayout.TRAILER;
    }

    /** The record at a place is no longer being written. */
    void finish(long place) {
        MemorySegment data = records();
        for (long copy : new long[] {place, place + size}) {
            if (copy < 2L * size) {
                data.set(ValueLayout.JAVA_INT, copy, data.get(ValueLayout.JAVA_INT, copy) & Integer.MAX_VALUE);
            }
        }
    }

    long consumed() {
        return consumer.get(ValueLayout.JAVA_LONG, 0);
    }

    long produced() {
        return position;
    }
}
