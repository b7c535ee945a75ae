package io.peregrine.state;

import java.util.Arrays;

/**
 * The last exits, so that the maker's late side of a clone does not add a child that has already ended. A ring of 8192 (tid, parent)
 * pairs, each valid for two seconds, which are found by a hash: mostly the question is about a pair that is not here.
 */
public final class RecentExits {
    private static final int SIZE = 8192;
    private static final long MAX_AGE = 2_000_000_000L;

    private final long[] keys = new long[SIZE];
    private final long[] times = new long[SIZE];
    /** The number of the newest pair with a hash, counted from 1. */
    private final long[] newest = new long[SIZE];
    /** The number of the pair with the same hash that came before the one in each place of the ring. */
    private final long[] before = new long[SIZE];

    private long count;

    RecentExits() {}

    void clear() {
        Arrays.fill(newest, 0);
        count = 0;
    }

    /** A thread with this parent has ended at this time, in nanoseconds since the epoch. */
    public void add(long tid, long ptid, long time) {
        long key = key(tid, ptid);
        int at = (int) ++count & (SIZE - 1);
        keys[at] = key;
        times[at] = time;
        before[at] = newest[hash(key)];
        newest[hash(key)] = count;
    }

    /** Whether the pair is among the exits of the last two seconds. */
    public boolean contains(long tid, long ptid, long time) {
        long key = key(tid, ptid);
        long number = newest[hash(key)];
        while (number > Math.max(0, count - SIZE)) {
            int at = (int) number & (SIZE - 1);
            if (keys[at] == key && time >= times[at] && time - times[at] < MAX_AGE) {
                return true;
            }
            number = before[at];
        }
        return false;
    }

    private static int hash(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 51);
    }

    private static long key(long tid, long ptid) {
        return (ptid & 0xffffffffL) << 32 | (tid & 0xffffffffL);
    }
}
