package io.peregrine.fields.catalog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds two slashes in a row, which hardly any path has, eight places at a time. */
final class DoubledSlashes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SLASHES = 0x2f2f2f2f2f2f2f2fL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private DoubledSlashes() {}

    /** Whether a range of bytes has two slashes in a row. */
    static boolean in(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES < to; at += Long.BYTES) {
            long differs = (long) LONGS.get(bytes, at) ^ SLASHES | (long) LONGS.get(bytes, at + 1) ^ SLASHES;
            if ((differs - ONES & ~differs & HIGH_BITS) != 0) {
                return true; // some byte is zero: the test is wrong only about which
            }
        }
        for (; at + 1 < to; at++) {
            if (bytes[at] == '/' && bytes[at + 1] == '/') {
                return true;
            }
        }
        return false;
    }
}
