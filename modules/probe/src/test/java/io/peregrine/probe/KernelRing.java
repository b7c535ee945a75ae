package io.peregrine.probe;

import io.peregrine.event.EventLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/** The kernel's side of a ring, in memory of the test. */
final class KernelRing {
    static final int PAGE = 4096;

    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;

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
        return record(new EventLayout.Header(time, 7, EventLayout.HEADER_SIZE, code, 0), busy ? BUSY : 0);
    }

    /** Writes a record that the kernel took back. */
    void discard() {
        record(new EventLayout.Header(1, 7, EventLayout.HEADER_SIZE, 0, 0), DISCARDED);
    }

    private long record(EventLayout.Header header, int flags) {
        long place = reserve(header.length() - EventLayout.HEADER_SIZE);
        if (place >= 0) {
            commit(place, header, flags);
        }
        return place;
    }

    /** Makes room for a record of an event with so many bytes behind its header, which holds rubbish as yet; -1 when there is no room. */
    long reserve(int bytes) {
        int length = EventLayout.HEADER_SIZE + bytes + RingLayout.TRAILER;
        long stride = RingLayout.stride(length);
        if (position + stride - consumed() > size) {
            return -1;
        }
        long place = position & (size - 1);
        write(place, stride, record -> {
            record.fill((byte) 0x5a);
            record.set(ValueLayout.JAVA_INT, 0, length | BUSY);
        });
        position += stride;
        producer.set(ValueLayout.JAVA_LONG, 0, position);
        return place;
    }

    /** Writes an event and, behind its header, the lowest byte of its time as often as there is room; the record is complete then. */
    void commit(long place, EventLayout.Header header, boolean discarded) {
        commit(place, header, discarded ? DISCARDED : 0);
    }

    private void commit(long place, EventLayout.Header header, int flags) {
        int length = header.length() + RingLayout.TRAILER;
        write(place, RingLayout.stride(length), record -> {
            record.asSlice(RingLayout.RECORD_HEADER, header.length()).fill((byte) header.timestamp());
            byte[] first = new byte[EventLayout.HEADER_SIZE];
            EventLayout.putHeader(first, 0, header);
            MemorySegment.copy(first, 0, record, ValueLayout.JAVA_BYTE, RingLayout.RECORD_HEADER, first.length);
            record.set(ValueLayout.JAVA_SHORT_UNALIGNED, RingLayout.RECORD_HEADER + header.length(), (short) 1);
            record.set(ValueLayout.JAVA_INT, 0, length | flags);
        });
    }

    /** Writes a record wherever it shows: the ring's memory is there twice in a row. */
    private void write(long place, long stride, Consumer<MemorySegment> record) {
        record.accept(records().asSlice(place, stride));
        if (place + stride <= size) {
            record.accept(records().asSlice(place + size, stride));
        } else {
            MemorySegment.copy(records(), size, records(), 0, place + stride - size);
        }
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
