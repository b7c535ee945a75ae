package io.peregrine.event.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds slashes in paths, eight bytes at a time. */
public final class Slashes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long SLASHES = 0x0101010101010101L * '/';

    private Slashes() {}

    /** Where the last slash of a range stands, counted from its beginning; -1 when there is none. */
    public static int last(byte[] bytes, int from, int length) {
        int end = from + length;
        for (; end - from >= Long.BYTES; end -= Long.BYTES) {
            long slashes = in((long) EIGHT.get(bytes, end - Long.BYTES));
            if (slashes != 0) {
                return end - from - 1 - (Long.numberOfLeadingZeros(slashes) >>> 3);
            }
        }
        for (int i = end - 1; i >= from; i--) {
            if (bytes[i] == '/') {
                return i - from;
            }
        }
        return -1;
    }

    /** Whether two slashes stand beside each other in a range. */
    public static boolean areDoubled(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        long before = 0;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            long slashes = in((long) EIGHT.get(bytes, at));
            if (((slashes << 8 | before) & slashes) != 0) {
                return true;
            }
            before = slashes >>> 56;
        }
        boolean slash = before != 0;
        for (; at < end; at++) {
            boolean next = bytes[at] == '/';
            if (slash && next) {
                return true;
            }
            slash = next;
        }
        return false;
    }

    /** The highest bit of each byte that is a slash; no byte has a part in what becomes of another. */
    private static long in(long eight) {
        long differs = eight ^ SLASHES;
        return ~((differs & LOW_BITS) + LOW_BITS | differs | LOW_BITS);
    }
}
