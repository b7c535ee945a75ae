package io.peregrine.engine.eval.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable numbering of distinct byte strings: finds the number of a range of bytes.
 *
 * <p>A few strings are compared one after another; more stand in an open-addressing table, hashed by their length, their first and
 * their last eight bytes. A mask of the lengths that occur rejects most strangers before any byte is read.
 */
public final class ByteDictionary {
    private static final int CHAIN_LIMIT = 4;
    private static final int LENGTH_BITS = 63;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] keys;
    private final long lengths;
    private final int[] table;

    private ByteDictionary(List<byte[]> distinct) {
        keys = distinct.toArray(new byte[0][]);
        long mask = 0;
        for (byte[] key : keys) {
            mask |= lengthBit(key.length);
        }
        lengths = mask;
        table = keys.length <= CHAIN_LIMIT ? new int[0] : new int[Integer.highestOneBit(keys.length) << 2];
        for (int i = 0; i < keys.length && table.length > 0; i++) {
            int at = hash(keys[i], 0, keys[i].length) & table.length - 1;
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
    }

    /** Numbers these strings in order; a string that occurs again is left out. */
    public static ByteDictionary of(List<byte[]> strings) {
        List<byte[]> distinct = new ArrayList<>();
        for (byte[] string : strings) {
            if (distinct.stream().noneMatch(known -> Arrays.equals(known, string))) {
                distinct.add(string.clone());
            }
        }
        return new ByteDictionary(distinct);
    }

    /** How many strings there are. */
    public int size() {
        return keys.length;
    }

    /** The string with this number; for reading alone. */
    byte[] key(int index) {
        return keys[index];
    }

    /** The number of the string that equals the range, -1 when none does. */
    public int find(byte[] bytes, int from, int to) {
        if ((lengths & lengthBit(to - from)) == 0) {
            return -1;
        }
        return table.length == 0 ? findInChain(bytes, from, to) : findInTable(bytes, from, to);
    }

    private int findInChain(byte[] bytes, int from, int to) {
        for (int i = 0; i < keys.length; i++) {
            if (ByteComparison.equal(bytes, from, to, keys[i])) {
                return i;
            }
        }
        return -1;
    }

    private int findInTable(byte[] bytes, int from, int to) {
        int at = hash(bytes, from, to) & table.length - 1;
        while (table[at] != 0) {
            int index = table[at] - 1;
            if (ByteComparison.equal(bytes, from, to, keys[index])) {
                return index;
            }
            at = at + 1 & table.length - 1;
        }
        return -1;
    }

    private static long lengthBit(int length) {
        return 1L << Math.min(length, LENGTH_BITS);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long value = length;
        if (length >= 8) {
            value += (long) LONGS.get(bytes, from) * MULTIPLIER;
            value ^= (long) LONGS.get(bytes, to - 8);
        } else if (length >= 4) {
            value += (int) INTS.get(bytes, from) * MULTIPLIER;
            value ^= (int) INTS.get(bytes, to - 4);
        } else if (length > 0) {
            value += (bytes[from] & 0xff | (bytes[from + (length >> 1)] & 0xff) << 8 | (bytes[to - 1] & 0xff) << 16)
                    * MULTIPLIER;
        }
        value *= MULTIPLIER;
        return (int) (value >>> 32);
    }
}
