package io.peregrine.state.scan;

import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadActivity;
import io.peregrine.state.ThreadEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Makes the tables say what the system says, after events were lost: goes through the processes one by one, adds and corrects threads and
 * descriptors, and removes what is no longer there. It is done in slices between events, by the tables' thread, so that everything that it
 * reads is newer than every event that was processed, and the stamps of what it writes make it win over events that wait.
 */
public final class Reconciliation implements AutoCloseable {
    private final StateTables tables;
    private final SystemLook system;
    private final LongSupplier clock;
    private final ThreadCheck threads;
    private final long[] processes;
    private final long begun;
    private int next;
    private SystemLook.Portions open = NOTHING;
    private long openedAt;
    private final Set<Long> seen = new HashSet<>();

    private static final SystemLook.Portions NOTHING = new SystemLook.Portions() {
        @Override
        public boolean next(ScanSink sink) {
            return false;
        }

        @Override
        public void close() {}
    };

    /**
     * Begins; the work is done by {@link #run}.
     *
     * @param clock the time of events in nanoseconds
     */
    public Reconciliation(StateTables tables, SystemLook system, LongSupplier clock) {
        this.tables = tables;
        this.system = system;
        this.clock = clock;
        begun = clock.getAsLong();
        processes = system.processes();
        threads = new ThreadCheck(tables, seen);
        tables.counters().reconciliations++;
    }

    /**
     * Goes on for about so long, one process' descriptors or one portion of its threads at least.
     *
     * @return whether everything has been gone through
     */
    public boolean run(long nanos) {
        long end = System.nanoTime() + nanos;
        while (next < processes.length) {
            step(processes[next]);
            if (System.nanoTime() >= end) {
                return false;
            }
        }
        removeProcessesThatAreGone();
        return true;
    }

    private void step(long pid) {
        if (open == NOTHING) {
            seen.clear();
            openedAt = clock.getAsLong();
            open = system.threads(pid);
        }
        if (open.next(threads)) {
            return;
        }
        open.close();
        open = NOTHING;
        next++;
        ThreadEntry main = tables.threads().find(pid);
        if (!seen.isEmpty() && !main.isNone() && main.isMainThread()) {
            removeThreadsNotSeen(main);
            DescriptorCheck check = new DescriptorCheck(tables, pid);
            system.lookUpDescriptors(pid, check);
            tables.counters().healedDescriptors += check.apply(main);
        }
    }

    private void removeThreadsNotSeen(ThreadEntry main) {
        List<ThreadEntry> gone = new ArrayList<>();
        for (ThreadEntry thread : main.kinship.group().threads()) {
            if (thread != main
                    && !thread.isRemoved()
                    && !seen.contains(thread.tid())
                    && isOlderThan(thread, openedAt)) {
                gone.add(thread);
            }
        }
        gone.forEach(this::remove);
    }

    private void removeProcessesThatAreGone() {
        Set<Long> known = new HashSet<>();
        for (long pid : processes) {
            known.add(pid);
        }
        List<ThreadEntry> gone = new ArrayList<>();
        tables.threads().forEach(thread -> {
            if (isOlderThan(thread, begun)
                    && (thread.isInvalid() || !known.contains(thread.pid()))
                    && !system.isThere(thread.tid())) {
                gone.add(thread);
            }
        });
        gone.forEach(this::remove);
    }

    /** Whether nothing is known of a thread from after a moment. */
    private static boolean isOlderThan(ThreadEntry thread, long moment) {
        ThreadActivity activity = thread.activity();
        return activity.lastAccess() < moment && activity.cloneTime() < moment && activity.stamp() < moment;
    }

    private void remove(ThreadEntry thread) {
        tables.threads().remove(thread.tid());
        tables.counters().healedThreads++;
    }

    @Override
    public void close() {
        open.close();
        open = NOTHING;
    }
}
