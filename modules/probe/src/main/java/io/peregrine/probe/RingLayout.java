package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The layout of the kernel's ring buffer.
 *
 * <pre>
 *  page 0 (ours to write)   page 1 (read only)       pages 2.. (read only), mapped twice in a row
 *  +----------------------+ +----------------------+ +----------------------------------------------
 *  | consumer position u64| | producer position u64| | record | record | ...
 *  +----------------------+ +----------------------+ +----------------------------------------------
 *
 *  record, aligned to 8:  0             4            8
 *                         +-------------+------------+----------------------+
 *                         | length u32  | (kernel's) | data, length bytes   |
 *                         +-------------+------------+----------------------+
 * </pre>
 *
 * Positions grow for ever; a place is the position modulo the ring's size. Of the second time the pages of the largest record are all that is looked at, so
 * that no more is mapped: each page counts as resident as often as it is mapped. Bit 31 of a length: still being written. Bit 30: to be skipped.
 * Source: the kernel's {@code Documentation/bpf/ringbuf.rst} and {@code kernel/bpf/ringbuf.c}.
 */
final class RingLayout {
    /** More than the bytes of the largest record (an event has up to 64 KiB), in whole pages of any size. */
    static final int LARGEST_RECORD = 1 << 17;

    /** Bytes before a record's data. */
    static final int RECORD_HEADER = 8;

    /** Behind an event, two bytes with its processor and, in the highest bits, {@link #isLate} and {@link #isTold}. */
    static final int TRAILER = 2;

    private static final int LATE = 0x8000;
    private static final int TOLD = 0x4000;

    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int LENGTH = DISCARDED - 1;

    private static final VarHandle POSITION = MethodHandles.insertCoordinates(ValueLayout.JAVA_LONG.varHandle(), 1, 0L);
    private static final VarHandle RECORD_LENGTH = ValueLayout.JAVA_INT.varHandle();

    private RingLayout() {}

    /** How far the kernel has written; everything before is visible afterwards. */
    static long producer(MemorySegment producerPage) {
        return (long) POSITION.getAcquire(producerPage);
    }

    /** Tells the kernel how far we have read. */
    static void consumer(MemorySegment consumerPage, long position) {
        POSITION.setRelease(consumerPage, position);
    }

    /** How far we have read. */
    static long consumer(MemorySegment consumerPage) {
        return (long) POSITION.getAcquire(consumerPage);
    }

    /** A record's length field, to be asked with the methods below. */
    static int lengthField(MemorySegment data, long place) {
        return (int) RECORD_LENGTH.getAcquire(data, place);
    }

    static boolean isBusy(int lengthField) {
        return (lengthField & BUSY) != 0;
    }

    static boolean isDiscarded(int lengthField) {
        return (lengthField & DISCARDED) != 0;
    }

    static int length(int lengthField) {
        return lengthField & LENGTH;
    }

    /** Bytes from one record to the next. */
    static long stride(int length) {
        return (length + RECORD_HEADER + 7L) & ~7L;
    }

    /** The processor in a trailer. */
    static int processor(int trailer) {
        return trailer & (TOLD - 1);
    }

    /** Whether a trailer says that the call's arguments were read only when it had ended. */
    static boolean isLate(int trailer) {
        return (trailer & LATE) != 0;
    }

    /** Whether a trailer says that the event was written behind, for the tables: no rule wanted it when it happened. */
    static boolean isTold(int trailer) {
        return (trailer & TOLD) != 0;
    }
}
