package io.peregrine.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The removal of threads whose end was missed: placeholders, and threads that made no event for a while and are not alive in the system.
 * Runs by event time, 30 seconds after the first event for the first time and then once in each interval.
 */
public final class ThreadPurge {
    /** No purge: a replay's. */
    public static final ThreadPurge NEVER = new ThreadPurge(thread -> true, false);

    private static final long FIRST = 30_000_000_000L;

    private final Liveness liveness;
    private final boolean enabled;
    private long lastRun;
    private boolean started;

    /** Tells whether a thread is alive in the system. */
    @FunctionalInterface
    public interface Liveness {
        /** Whether the thread still runs what the entry says. */
        boolean isAlive(ThreadEntry thread);
    }

    private ThreadPurge(Liveness liveness, boolean enabled) {
        this.liveness = liveness;
        this.enabled = enabled;
    }

    /** A purge that asks the system. */
    public static ThreadPurge asking(Liveness liveness) {
        return new ThreadPurge(liveness, true);
    }

    /** Removes dead threads when it is time. */
    public void run(StateTables tables, long now) {
        if (!enabled) {
            return;
        }
        long interval = tables.settings().purgeIntervalNanos();
        if (!started) {
            started = true;
            lastRun = now - interval + (interval > FIRST ? FIRST : 0);
        }
        if (now <= lastRun + interval) {
            return;
        }
        lastRun = now;
        long timeout = tables.settings().threadTimeoutNanos();
        List<ThreadEntry> dead = new ArrayList<>();
        tables.threads().forEach(thread -> {
            boolean idle = now > thread.activity().lastAccess() + timeout;
            if (thread.isInvalid() || (idle && !liveness.isAlive(thread))) {
                dead.add(thread);
            }
        });
        dead.forEach(thread -> tables.threads().remove(thread.tid()));
        tables.threads().forEach(thread -> {
            thread.kinship.sweep();
            thread.kinship.group().sweep();
        });
    }
}
