package io.peregrine.state.scan;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;

/** Takes over what a scan of the system finds. Called by the tables' thread. */
public interface ScanSink {
    /**
     * A thread.
     *
     * @param process what it is
     * @param startTime when it started, in nanoseconds since the epoch
     * @param stamp a moment before it was read: what events from before then say of it is known already
     * @return whether it was added; false when the table is full
     */
    boolean thread(ProcessRecord process, long startTime, long stamp);

    /**
     * A descriptor of a thread that was handed over before.
     *
     * @param stamp a moment before it was read
     */
    void descriptor(long tid, DescriptorRecord descriptor, long stamp);

    /** Whether the tables have this thread. */
    boolean knows(long tid);
}
