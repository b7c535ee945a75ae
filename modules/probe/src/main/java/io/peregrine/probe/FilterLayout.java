package io.peregrine.probe;

import io.peregrine.event.ByteString;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The layouts of what the programs read of an {@link KernelFilterTerms} ({@code filter.h}), in machine order.
 *
 * <pre>
 * struct filter  0          4        8          16         528          16,912   a wanted prefix or suffix   0      4
 *                +----------+--------+----------+----------+------------+        (the latter backwards)      +------+--------------+
 *                | suffixes | behind | families | kinds    | keepers    |                                    | bits | text         |
 *                | u32      | u32    | u64      | u8 x 512 | u32 x 4096 |                                    | u32  | u8 x 64 / 32 |
 *                +----------+--------+----------+----------+------------+                                    +------+--------------+
 * </pre>
 *
 * {@code keepers} belongs to the programs. A row of {@code left_out} is 512 numbers of 64 bits.
 */
final class FilterLayout {
    private static final long SUFFIXES = 0;
    private static final long BEHIND = 4;
    private static final long FAMILIES = 8;
    private static final long KINDS = 16;

    /** The size of a row of {@code left_out} in bytes. */
    static final long ROW = 8L * SettingsLayout.CALL_NUMBERS;

    private FilterLayout() {}

    static void suffixes(MemorySegment filter, boolean some) {
        filter.set(ValueLayout.JAVA_INT, SUFFIXES, some ? 1 : 0);
    }

    static void behind(MemorySegment filter) {
        filter.set(ValueLayout.JAVA_INT, BEHIND, 1);
    }

    static void families(MemorySegment filter, Set<Integer> families) {
        filter.set(
                ValueLayout.JAVA_LONG,
                FAMILIES,
                families.stream().mapToLong(family -> 1L << family).sum());
    }

    static void kinds(MemorySegment filter, int number, int bits) {
        filter.set(ValueLayout.JAVA_BYTE, KINDS + number, (byte) bits);
    }

    static int kinds(MemorySegment filter, int number) {
        return filter.get(ValueLayout.JAVA_BYTE, KINDS + number);
    }

    static long leftOut(MemorySegment rows, int processor, int number) {
        return rows.get(ValueLayout.JAVA_LONG, processor * ROW + 8L * number);
    }

    /** The key of a beginning of paths. */
    static byte[] prefix(ByteString text) {
        return key(text, KernelFilterTerms.PREFIX_BYTES, false);
    }

    /** The key of an end of paths. */
    static byte[] suffix(ByteString text) {
        return key(text, KernelFilterTerms.SUFFIX_BYTES, true);
    }

    private static byte[] key(ByteString text, int size, boolean backwards) {
        if (text.isEmpty() || text.length() > size) {
            throw new IllegalArgumentException("'" + text + "' has no length from 1 to " + size + ".");
        }
        ByteBuffer key = ByteBuffer.allocate(Integer.BYTES + size).order(ByteOrder.nativeOrder());
        key.putInt(Byte.SIZE * text.length());
        for (int i = 0; i < text.length(); i++) {
            key.put(text.at(backwards ? text.length() - 1 - i : i));
        }
        return key.array();
    }
}
