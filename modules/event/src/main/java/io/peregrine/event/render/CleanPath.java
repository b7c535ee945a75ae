package io.peregrine.event.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Paths that surely are what they would be cleaned to: printable ASCII, no component that begins with a dot or is empty, no slash at the end.
 * Nearly all paths are. Looks at eight bytes at a time.
 */
public final class CleanPath {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = EACH << 7;
    private static final long SLASHES = EACH * '/';
    /** A dot with this bit is a slash. */
    private static final long DOT_TO_SLASH = EACH;

    private CleanPath() {}

    /**
     * Whether a path is one; the empty path is not.
     *
     * @param bytes the array that holds the path
     * @param from the index of its first byte
     * @param length its length in bytes
     */
    public static boolean is(byte[] bytes, int from, int length) {
        if (length == 0 || bytes[from] == '.' || bytes[from + length - 1] == '/') {
            return false;
        }
        if (length < Long.BYTES) {
            return isShort(bytes, from, length);
        }
        long slashBefore = 0;
        int last = from + length - Long.BYTES;
        for (int at = from; at < last; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long slashes = slashes(eight);
            if (isUnclean(eight, slashes, slashBefore)) {
                return false;
            }
            slashBefore = slashes >>> 56;
        }
        // The last eight overlap those before them unless the length is a multiple of eight; what they share was found
        // clean.
        long eight = (long) EIGHT.get(bytes, last);
        return !isUnclean(eight, slashes(eight), (length & 7) == 0 ? slashBefore : 0);
    }

    /** The high bit of each byte that is a slash; right where no byte has its high bit set. */
    private static long slashes(long eight) {
        return ~((eight ^ SLASHES) + (HIGH - EACH)) & HIGH;
    }

    private static boolean isUnclean(long eight, long slashes, long slashBefore) {
        long special = eight | eight + EACH | (eight - EACH * ' ' & ~eight);
        long starts = slashes << 8 | slashBefore;
        return (special & HIGH | starts & slashes(eight | DOT_TO_SLASH)) != 0;
    }

    private static boolean isShort(byte[] bytes, int from, int length) {
        byte previous = 'x';
        for (int i = from; i < from + length; i++) {
            byte at = bytes[i];
            boolean special = at < ' ' || at == 0x7f;
            if (special || (previous == '/' && (at == '.' || at == '/'))) {
                return false;
            }
            previous = at;
        }
        return true;
    }
}
