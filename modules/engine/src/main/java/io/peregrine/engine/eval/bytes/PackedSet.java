package io.peregrine.engine.eval.bytes;

import java.util.Arrays;
import java.util.List;

/**
 * A set of many byte strings, which lie one behind another: their bytes and 12 to 20 bytes a member, where a {@link ByteDictionary} takes forty more.
 * Found by an open-addressing table of their numbers.
 */
final class PackedSet implements ByteMatcher {
    private static final int MANY = 1000;

    private final byte[] bytes;
    /** Where each member begins, and behind them the end of the last one. */
    private final int[] starts;
    /** Numbers of members, from 1 on; 0 is an empty place. */
    private final int[] table;

    private PackedSet(byte[] bytes, int[] starts, int[] table) {
        this.bytes = bytes;
        this.starts = starts;
        this.table = table;
    }

    /** Whether these strings are so many that this set is the better one, and few enough for it. */
    static boolean suits(List<byte[]> members) {
        return members.size() > MANY && length(members) < Integer.MAX_VALUE / 2;
    }

    private static long length(List<byte[]> members) {
        long length = 0;
        for (byte[] member : members) {
            length += member.length;
        }
        return length;
    }

    /** The set of these strings; each is asked for twice and not kept. */
    static PackedSet of(List<byte[]> members) {
        int[] table = new int[Integer.highestOneBit(members.size()) << 2];
        int[] starts = new int[members.size() + 1];
        PackedSet set = new PackedSet(new byte[(int) length(members)], starts, table);
        int count = 0;
        for (byte[] member : members) {
            int at = set.placeOf(member, 0, member.length);
            if (table[at] == 0) {
                System.arraycopy(member, 0, set.bytes, starts[count], member.length);
                starts[count + 1] = starts[count] + member.length;
                table[at] = ++count;
            }
        }
        return set;
    }

    @Override
    public boolean matches(byte[] other, int from, int to) {
        return table[placeOf(other, from, to)] != 0;
    }

    /** Where a string stands, or would stand. */
    private int placeOf(byte[] other, int from, int to) {
        int at = ByteDictionary.hashAll(other, from, to) & table.length - 1;
        while (table[at] != 0 && !isMember(table[at] - 1, other, from, to)) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private boolean isMember(int number, byte[] other, int from, int to) {
        return Arrays.equals(bytes, starts[number], starts[number + 1], other, from, to);
    }
}
