package io.peregrine.state;

import io.peregrine.event.Compatibility;

/**
 * The limits and intervals of the tables.
 *
 * @param threadTableSize {@code falco_libs.thread_table_size}: the most threads
 * @param maxMemoryBytes {@code state.max_memory_mb} in bytes
 * @param purgeIntervalNanos {@code falco_libs.thread_table_auto_purging_interval_s}: how often idle threads are looked for
 * @param threadTimeoutNanos {@code falco_libs.thread_table_auto_purging_thread_timeout_s}: how long a thread must have been idle
 * @param ownPid the engine's own process, which is kept even in a full table; -1 for none
 * @param hostRoot where the host's root directory is mounted, empty for {@code /}
 * @param compatibility whose answers count where Falco is wrong
 */
public record StateSettings(
        int threadTableSize,
        long maxMemoryBytes,
        long purgeIntervalNanos,
        long threadTimeoutNanos,
        long ownPid,
        String hostRoot,
        Compatibility compatibility) {
    private static final long SECOND = 1_000_000_000L;

    /** What holds without a configuration. */
    public static final StateSettings DEFAULT =
            new StateSettings(262_144, 64L << 20, 300 * SECOND, 300 * SECOND, -1, "", Compatibility.RIGHT);
}
