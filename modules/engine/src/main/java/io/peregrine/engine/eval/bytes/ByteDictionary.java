package io.peregrine.engine.eval.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An immutable numbering of distinct byte strings: finds the number of a range of bytes.
 *
 * <p>A few strings are compared one after another; more stand in an open-addressing table, hashed by their length, their first and
 * their last eight bytes, or by all of their bytes where too many strings differ in the middle alone. A mask of the lengths that occur
 * rejects most strangers before any byte is read.
 */
public final class ByteDictionary {
    private static final int CHAIN_LIMIT = 4;
    private static final int LENGTH_BITS = 63;
    /** So many steps from its place may a string need on average before all of its bytes are hashed; random places need half of one. */
    private static final int STEPS_PER_STRING = 4;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] keys;
    private final long lengths;
    private final int[] table;
    private final boolean hashesAll;

    private ByteDictionary(byte[][] keys, int[] table, boolean hashesAll) {
        this.keys = keys;
        this.hashesAll = hashesAll;
        this.table = keys.length <= CHAIN_LIMIT ? new int[0] : table;
        long mask = 0;
        for (byte[] key : keys) {
            mask |= lengthBit(key.length);
        }
        lengths = mask;
    }

    /** Numbers these strings in order; a string that occurs again is left out. The strings become the dictionary's own. */
    public static ByteDictionary of(List<byte[]> strings) {
        return numbered(strings, false).or(() -> numbered(strings, true)).orElseThrow();
    }

    /** The dictionary with one way of hashing; empty when hashing the ends alone puts too many strings behind one another. */
    private static Optional<ByteDictionary> numbered(List<byte[]> strings, boolean hashesAll) {
        int[] table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, strings.size())) << 2)];
        byte[][] keys = new byte[strings.size()][];
        long stepsLeft = hashesAll ? Long.MAX_VALUE : Math.max(64L, (long) STEPS_PER_STRING * strings.size());
        int count = 0;
        for (byte[] string : strings) {
            int at = hash(string, 0, string.length, hashesAll) & table.length - 1;
            while (table[at] != 0 && !Arrays.equals(keys[table[at] - 1], string)) {
                at = at + 1 & table.length - 1;
                if (--stepsLeft < 0) {
                    return Optional.empty();
                }
            }
            if (table[at] == 0) {
                keys[count++] = string;
                table[at] = count;
            }
        }
        byte[][] distinct = count == keys.length ? keys : Arrays.copyOf(keys, count);
        return Optional.of(new ByteDictionary(distinct, table, hashesAll));
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
        int at = hash(bytes, from, to, hashesAll) & table.length - 1;
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

    private static int hash(byte[] bytes, int from, int to, boolean all) {
        return all ? hashAll(bytes, from, to) : hashEnds(bytes, from, to);
    }

    /** A hash of every byte of a range. */
    static int hashAll(byte[] bytes, int from, int to) {
        long value = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            value = mixed(value ^ (long) LONGS.get(bytes, at));
        }
        for (; at < to; at++) {
            value = mixed(value ^ bytes[at]);
        }
        return (int) (value >>> 32);
    }

    private static long mixed(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 29;
    }

    private static int hashEnds(byte[] bytes, int from, int to) {
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
