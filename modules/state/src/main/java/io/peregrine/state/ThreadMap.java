package io.peregrine.state;

/** Threads by tid: open addressing with linear probing. */
final class ThreadMap {
    private static final int FIRST_CAPACITY = 1024;

    private ThreadEntry[] entries = new ThreadEntry[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /** The thread, {@link ThreadEntry#NONE} when it is not here. */
    ThreadEntry get(long tid) {
        int mask = entries.length - 1;
        for (int at = place(tid, mask); ; at = (at + 1) & mask) {
            ThreadEntry entry = entries[at];
            if (entry == null) {
                return ThreadEntry.NONE;
            }
            if (entry.tid() == tid) {
                return entry;
            }
        }
    }

    /** Puts a thread in place of one with the same tid; returns that, or {@link ThreadEntry#NONE}. */
    ThreadEntry put(ThreadEntry thread) {
        if ((size + 1) * 2 > entries.length) {
            grow();
        }
        int mask = entries.length - 1;
        int at = place(thread.tid(), mask);
        while (entries[at] != null && entries[at].tid() != thread.tid()) {
            at = (at + 1) & mask;
        }
        ThreadEntry before = entries[at];
        entries[at] = thread;
        if (before == null) {
            size++;
            return ThreadEntry.NONE;
        }
        return before;
    }

    /** Removes a tid; returns its thread, or {@link ThreadEntry#NONE}. */
    ThreadEntry remove(long tid) {
        int mask = entries.length - 1;
        int at = place(tid, mask);
        while (entries[at] != null && entries[at].tid() != tid) {
            at = (at + 1) & mask;
        }
        ThreadEntry removed = entries[at];
        if (removed == null) {
            return ThreadEntry.NONE;
        }
        size--;
        closeGap(at);
        return removed;
    }

    private void closeGap(int freed) {
        int mask = entries.length - 1;
        int gap = freed;
        entries[gap] = null;
        for (int at = (gap + 1) & mask; entries[at] != null; at = (at + 1) & mask) {
            int home = place(entries[at].tid(), mask);
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                entries[gap] = entries[at];
                entries[at] = null;
                gap = at;
            }
        }
    }

    void clear() {
        entries = new ThreadEntry[FIRST_CAPACITY];
        size = 0;
    }

    /** A copy of all threads, in no particular order. */
    ThreadEntry[] toArray() {
        ThreadEntry[] all = new ThreadEntry[size];
        int count = 0;
        for (ThreadEntry entry : entries) {
            if (entry != null) {
                all[count++] = entry;
            }
        }
        return all;
    }

    private void grow() {
        ThreadEntry[] old = entries;
        entries = new ThreadEntry[old.length * 2];
        int mask = entries.length - 1;
        for (ThreadEntry entry : old) {
            if (entry != null) {
                int at = place(entry.tid(), mask);
                while (entries[at] != null) {
                    at = (at + 1) & mask;
                }
                entries[at] = entry;
            }
        }
    }

    private static int place(long tid, int mask) {
        long mixed = tid * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }
}
