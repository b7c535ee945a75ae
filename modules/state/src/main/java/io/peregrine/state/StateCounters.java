package io.peregrine.state;

import java.util.List;

/**
 * What the tables did, counted. The names are those of Falco's metrics, which counts neither what was refused because a table or the
 * budget was full (but for threads): descriptors, texts of threads (arguments, environment, paths), users and groups; nor what reconciliations
 * with the system healed. Written by the tables' thread.
 */
public final class StateCounters {
    long cachedThreadLookups;
    long noncachedThreadLookups;
    public long failedThreadLookups;
    long addedThreads;
    long removedThreads;
    long dropsFullThreadTable;
    long cachedDescriptorLookups;
    public long noncachedDescriptorLookups;
    public long failedDescriptorLookups;
    long addedDescriptors;
    public long removedDescriptors;
    public long storedEvents;
    public long storeDrops;
    public long retrievedEvents;
    public long retrieveDrops;
    long refusedDescriptors;
    public long reconciliations;
    public long healedThreads;
    public long healedDescriptors;
    long refusedTexts;
    long refusedAccounts;

    StateCounters() {}

    /** One counter as it stands. */
    public record Sample(String name, long value) {}

    /** All counters with their names; a new list each time. */
    public List<Sample> samples() {
        return List.of(
                new Sample("n_noncached_fd_lookups", noncachedDescriptorLookups),
                new Sample("n_cached_fd_lookups", cachedDescriptorLookups),
                new Sample("n_failed_fd_lookups", failedDescriptorLookups),
                new Sample("n_added_fds", addedDescriptors),
                new Sample("n_removed_fds", removedDescriptors),
                new Sample("n_stored_evts", storedEvents),
                new Sample("n_store_evts_drops", storeDrops),
                new Sample("n_retrieved_evts", retrievedEvents),
                new Sample("n_retrieve_evts_drops", retrieveDrops),
                new Sample("n_noncached_thread_lookups", noncachedThreadLookups),
                new Sample("n_cached_thread_lookups", cachedThreadLookups),
                new Sample("n_failed_thread_lookups", failedThreadLookups),
                new Sample("n_added_threads", addedThreads),
                new Sample("n_removed_threads", removedThreads),
                new Sample("n_drops_full_threadtable", dropsFullThreadTable),
                new Sample("n_drops_full_fdtable", refusedDescriptors),
                new Sample("n_reconciliations", reconciliations),
                new Sample("n_healed_threads", healedThreads),
                new Sample("n_healed_fds", healedDescriptors),
                new Sample("n_drops_full_texts", refusedTexts),
                new Sample("n_drops_full_accounts", refusedAccounts));
    }
}
