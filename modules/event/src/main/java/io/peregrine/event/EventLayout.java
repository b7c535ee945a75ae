package io.peregrine.event;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The layout of an event in memory, little-endian and unaligned.
 *
 * <pre>
 *  0        8        16      20     22          26
 *  +--------+--------+-------+------+-----------+------------------+----------------+
 *  | time   | tid    | len   | code | params n  | n lengths        | n values       |
 *  | u64 ns | u64    | u32   | u16  | u32       | u16 (large: u32) | back to back   |
 *  +--------+--------+-------+------+-----------+------------------+----------------+
 * </pre>
 *
 * {@code len} counts the whole event, the header included. Codes with a large payload have lengths of 32 bits. Source: {@code struct
 * ppm_evt_hdr} of libs 0.25.2.
 */
public final class EventLayout {
    /** Bytes before the parameter lengths. */
    public static final int HEADER_SIZE = 26;

    /** The most parameters that an event can have. */
    public static final int MAX_PARAMS = 32;

    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private EventLayout() {}

    /** The event's time in nanoseconds since the epoch. */
    public static long timestamp(MemorySegment segment, long event) {
        return segment.get(LONG, event);
    }

    /** The thread that made the event. */
    public static long tid(MemorySegment segment, long event) {
        return segment.get(LONG, event + 8);
    }

    /** The length of the whole event in bytes, unsigned. */
    public static long length(MemorySegment segment, long event) {
        return Integer.toUnsignedLong(segment.get(INT, event + 16));
    }

    /** The event code. */
    public static int code(MemorySegment segment, long event) {
        return Short.toUnsignedInt(segment.get(SHORT, event + 20));
    }

    /** The number of parameters, unsigned. */
    public static long paramCount(MemorySegment segment, long event) {
        return Integer.toUnsignedLong(segment.get(INT, event + 22));
    }

    /** The length of one value whose length field has 16 bits. */
    public static int shortLength(MemorySegment segment, long event, int index) {
        return Short.toUnsignedInt(segment.get(SHORT, event + HEADER_SIZE + 2L * index));
    }

    /** The length of one value whose length field has 32 bits, unsigned. */
    public static long largeLength(MemorySegment segment, long event, int index) {
        return Integer.toUnsignedLong(segment.get(INT, event + HEADER_SIZE + 4L * index));
    }

    /** Writes a header; the lengths and values behind it are the caller's. */
    public static void putHeader(MemorySegment segment, long event, Header header) {
        segment.set(LONG, event, header.timestamp());
        segment.set(LONG, event + 8, header.tid());
        segment.set(INT, event + 16, header.length());
        segment.set(SHORT, event + 20, (short) header.code());
        segment.set(INT, event + 22, header.paramCount());
    }

    /** Writes the time alone. */
    public static void putTimestamp(MemorySegment segment, long event, long timestamp) {
        segment.set(LONG, event, timestamp);
    }

    /** Writes the 16-bit length of one value. */
    public static void putShortLength(MemorySegment segment, long event, int index, int length) {
        segment.set(SHORT, event + HEADER_SIZE + 2L * index, (short) length);
    }

    /** Writes the 32-bit length of one value. */
    public static void putLargeLength(MemorySegment segment, long event, int index, int length) {
        segment.set(INT, event + HEADER_SIZE + 4L * index, length);
    }

    /**
     * The header of an event to be written.
     *
     * @param timestamp nanoseconds since the epoch
     * @param tid the thread
     * @param length the whole event in bytes
     * @param code the event code
     * @param paramCount the number of parameters
     */
    public record Header(long timestamp, long tid, int length, int code, int paramCount) {}
}
