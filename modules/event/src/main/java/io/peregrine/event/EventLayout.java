package io.peregrine.event;

/**
 * The layout of an event in an array, little-endian and unaligned; {@link NativeHeader} reads headers in native memory.
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

    /** The most bytes of an event, larger than any that is known: Falco's plugins make events of 256 KB unless told otherwise. */
    public static final int LARGEST = 1 << 24;

    private EventLayout() {}

    /** The event's time in nanoseconds since the epoch. */
    public static long timestamp(byte[] memory, int event) {
        return LittleEndian.getLong(memory, event);
    }

    /** The thread that made the event. */
    public static long tid(byte[] memory, int event) {
        return LittleEndian.getLong(memory, event + 8);
    }

    /** The length of the whole event in bytes, unsigned. */
    public static long length(byte[] memory, int event) {
        return Integer.toUnsignedLong(LittleEndian.getInt(memory, event + 16));
    }

    /** The event code. */
    public static int code(byte[] memory, int event) {
        return LittleEndian.getUnsignedShort(memory, event + 20);
    }

    /** The number of parameters, unsigned. */
    public static long paramCount(byte[] memory, int event) {
        return Integer.toUnsignedLong(LittleEndian.getInt(memory, event + 22));
    }

    /** The length of one value whose length field has 16 bits. */
    public static int shortLength(byte[] memory, int event, int index) {
        return LittleEndian.getUnsignedShort(memory, event + HEADER_SIZE + 2 * index);
    }

    /** The length of one value whose length field has 32 bits, unsigned. */
    public static long largeLength(byte[] memory, int event, int index) {
        return Integer.toUnsignedLong(LittleEndian.getInt(memory, event + HEADER_SIZE + 4 * index));
    }

    /** Writes a header; the lengths and values behind it are the caller's. */
    public static void putHeader(byte[] memory, int event, Header header) {
        LittleEndian.putLong(memory, event, header.timestamp());
        LittleEndian.putLong(memory, event + 8, header.tid());
        LittleEndian.putInt(memory, event + 16, header.length());
        LittleEndian.putShort(memory, event + 20, header.code());
        LittleEndian.putInt(memory, event + 22, header.paramCount());
    }

    /** Writes the time alone. */
    public static void putTimestamp(byte[] memory, int event, long timestamp) {
        LittleEndian.putLong(memory, event, timestamp);
    }

    /** Writes the 16-bit length of one value. */
    public static void putShortLength(byte[] memory, int event, int index, int length) {
        LittleEndian.putShort(memory, event + HEADER_SIZE + 2 * index, length);
    }

    /** Writes the 32-bit length of one value. */
    public static void putLargeLength(byte[] memory, int event, int index, int length) {
        LittleEndian.putInt(memory, event + HEADER_SIZE + 4 * index, length);
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
