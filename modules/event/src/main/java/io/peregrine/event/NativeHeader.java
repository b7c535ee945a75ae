package io.peregrine.event;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The header of an event ({@link EventLayout}) that lies in memory of the kernel or of a plugin, before a view takes a copy of it. */
public final class NativeHeader {
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private NativeHeader() {}

    /** The event's time in nanoseconds since the epoch. */
    public static long timestamp(MemorySegment memory, long event) {
        return memory.get(LONG, event);
    }

    /** The length of the whole event in bytes, unsigned. */
    public static long length(MemorySegment memory, long event) {
        return Integer.toUnsignedLong(memory.get(INT, event + 16));
    }

    /** The event code. */
    public static int code(MemorySegment memory, long event) {
        return Short.toUnsignedInt(memory.get(SHORT, event + 20));
    }

    /** The number of parameters, unsigned. */
    public static long paramCount(MemorySegment memory, long event) {
        return Integer.toUnsignedLong(memory.get(INT, event + 22));
    }

    /** Writes the time alone. */
    public static void putTimestamp(MemorySegment memory, long event, long timestamp) {
        memory.set(LONG, event, timestamp);
    }
}
