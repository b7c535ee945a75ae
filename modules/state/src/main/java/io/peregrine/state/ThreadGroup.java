package io.peregrine.state;

import java.util.ArrayList;
import java.util.List;

/** The threads of one process. Its main thread, when the table has it, is the first. Kept by {@link ThreadTable} alone. */
public final class ThreadGroup {
    /** The group of a thread that has none: a placeholder's. */
    static final ThreadGroup NONE = new ThreadGroup(-1, false);

    /** Ended threads that may stay in the list before it is swept. */
    private static final int SWEEP_THRESHOLD = 11;

    private final long pid;
    private boolean reaper;
    private long aliveCount;
    private final List<ThreadEntry> threads = new ArrayList<>(1);

    private ThreadGroup(long pid, boolean reaper) {
        this.pid = pid;
        this.reaper = reaper;
    }

    /** A group of one thread. */
    static ThreadGroup of(long pid, boolean reaper, ThreadEntry thread) {
        ThreadGroup group = new ThreadGroup(pid, reaper);
        group.threads.add(thread);
        group.aliveCount = 1;
        return group;
    }

    /** Whether this is no group. */
    public boolean isNone() {
        return this == NONE;
    }

    /** The process. */
    public long pid() {
        return pid;
    }

    /** The number of live threads. */
    public long aliveCount() {
        return aliveCount;
    }

    /** Whether orphans are given to this process: the first one of a PID namespace, or one that asked for it. */
    public boolean isReaper() {
        return reaper;
    }

    /** Whether the process takes the children of those that end below it. */
    public void setReaper(boolean value) {
        reaper = value;
    }

    /** The first thread of the list, {@link ThreadEntry#NONE} when it has gone. */
    ThreadEntry first() {
        if (threads.isEmpty() || threads.getFirst().isRemoved()) {
            return ThreadEntry.NONE;
        }
        return threads.getFirst();
    }

    /** The threads, removed ones among them. */
    public List<ThreadEntry> threads() {
        return threads;
    }

    void add(ThreadEntry thread) {
        if (thread.isMainThread()) {
            threads.addFirst(thread);
        } else {
            threads.add(thread);
        }
        aliveCount++;
    }

    /** One of the threads has ended. */
    public void threadDied() {
        aliveCount--;
        if (threads.size() - aliveCount >= SWEEP_THRESHOLD) {
            sweep();
        }
    }

    /** A thread that was taken for ended is there. */
    public void threadRevived() {
        aliveCount++;
    }

    void sweep() {
        threads.removeIf(ThreadEntry::isRemoved);
    }
}
