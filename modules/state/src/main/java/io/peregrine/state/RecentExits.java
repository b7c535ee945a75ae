package io.peregrine.state;

import java.util.Arrays;

/**
 * The last exits, so that the maker's late side of a clone does not add a child that has already ended. A ring of 8192 (tid, parent)
 * pairs, each valid for two seconds.
 */
public final class RecentExits {
    private static final int SIZE = 8192;
    private static final long UNUSED = -1;
    private static final long MAX_AGE = 2_000_000_000L;

    private final long[] keys = new long[SIZE];
    private final long[] times = new long[SIZE];
    private int next;

    RecentExits() {
        clear();
    }

    void clear() {
        Arrays.fill(keys, UNUSED);
        next = 0;
    }

    /** A thread with this parent has ended at this time, in nanoseconds since the epoch. */
    public void add(long tid, long ptid, long time) {
        keys[next] = key(tid, ptid);
        times[next] = time;
        next = (next + 1) % SIZE;
    }

    /** Whether the pair is among the exits of the last two seconds; the newest are asked first. */
    public boolean contains(long tid, long ptid, long time) {
        long key = key(tid, ptid);
        for (int back = 1; back <= SIZE; back++) {
            int at = (next - back) & (SIZE - 1);
            if (keys[at] == UNUSED || time - times[at] >= MAX_AGE) {
                return false;
            }
            if (keys[at] == key && time >= times[at]) {
                return true;
            }
        }
        return false;
    }

    private static long key(long tid, long ptid) {
        return (ptid & 0xffffffffL) << 32 | (tid & 0xffffffffL);
    }
}
