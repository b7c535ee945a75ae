package io.peregrine.engine.eval.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A set of many byte strings of four bytes, which addresses are: an open-addressing table of numbers, eight to sixteen bytes a member, where a
 * {@link ByteDictionary} takes forty.
 */
final class FourByteSet implements ByteMatcher {
    private static final int MULTIPLIER = 0x9E3779B9;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Members; 0 is an empty place. */
    private final int[] table;

    private final int shift;
    private final boolean hasZero;

    private FourByteSet(List<byte[]> members) {
        table = new int[Integer.highestOneBit(members.size()) << 2];
        shift = Integer.numberOfLeadingZeros(table.length) + 1;
        boolean zero = false;
        for (byte[] member : members) {
            int number = (int) INTS.get(member, 0);
            zero |= number == 0;
            table[placeOf(number)] = number;
        }
        hasZero = zero;
    }

    /** Whether these strings are such that this set is the better one. */
    static boolean suits(List<byte[]> members) {
        return members.size() > 1000 && members.stream().allMatch(member -> member.length == Integer.BYTES);
    }

    /** The set of these strings. */
    static FourByteSet of(List<byte[]> members) {
        return new FourByteSet(members);
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        if (to - from != Integer.BYTES) {
            return false;
        }
        int number = (int) INTS.get(bytes, from);
        return number == 0 ? hasZero : table[placeOf(number)] == number;
    }

    /** Where a number stands, or would stand. */
    private int placeOf(int number) {
        int at = number * MULTIPLIER >>> shift;
        while (table[at] != 0 && table[at] != number) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }
}
