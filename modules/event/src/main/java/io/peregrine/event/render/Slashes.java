package io.peregrine.event.render;

import io.peregrine.event.LittleEndian;
import io.peregrine.event.ZeroBytes;

/** Finds slashes in paths, eight bytes at a time. */
public final class Slashes {
    private static final long SLASHES = ZeroBytes.ONES * '/';

    private Slashes() {}

    /** Where the last slash of a range stands, counted from its beginning; -1 when there is none. */
    public static int last(byte[] bytes, int from, int length) {
        int end = from + length;
        for (; end - from >= Long.BYTES; end -= Long.BYTES) {
            long slashes = in(bytes, end - Long.BYTES);
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
            long slashes = in(bytes, at);
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

    /** The highest bit of each of eight bytes that is a slash. */
    private static long in(byte[] bytes, int at) {
        return ZeroBytes.all(LittleEndian.getLong(bytes, at) ^ SLASHES);
    }
}
