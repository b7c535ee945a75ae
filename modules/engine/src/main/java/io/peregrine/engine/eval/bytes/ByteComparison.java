package io.peregrine.engine.eval.bytes;

import java.util.Arrays;

/**
 * Equality, order, prefix and suffix of ranges of bytes.
 *
 * <p>Methods named {@code text…} treat the range as a C string that ends at its first NUL or at the end of the range; the others take
 * every byte.
 */
public final class ByteComparison {
    private static final int SHORT = 16;

    private ByteComparison() {}

    /** Whether two ranges have the same bytes. */
    public static boolean equal(byte[] bytes, int from, int to, byte[] other) {
        return to - from == other.length && equalAt(bytes, from, other);
    }

    /** Whether the bytes at {@code from} are those of {@code other}; the caller has checked that there are enough. */
    static boolean equalAt(byte[] bytes, int from, byte[] other) {
        int length = other.length;
        if (length > SHORT) {
            return Arrays.equals(bytes, from, from + length, other, 0, length);
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text equals another that holds no NUL. */
    public static boolean textEqual(byte[] bytes, int from, int to, byte[] other) {
        int end = from + other.length;
        return end <= to && (end == to || bytes[end] == 0) && equalAt(bytes, from, other);
    }

    /** Whether the range begins with these bytes. */
    public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && equalAt(bytes, from, prefix);
    }

    /** Whether the range ends with these bytes. */
    public static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
        return to - from >= suffix.length && equalAt(bytes, to - suffix.length, suffix);
    }

    /** Behind the last byte of a text: the index of its first NUL, else the end of the range. */
    public static int textEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return to;
    }

    /** The order of two texts by unsigned bytes: negative, zero or positive. */
    public static int textCompare(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.compareUnsigned(bytes, from, textEnd(bytes, from, to), other, 0, textEnd(other, 0, other.length));
    }

    /** The end of the range without the NULs that close it. */
    public static int trimmedEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
