package io.peregrine.state.proc;

import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.state.scan.ScanSink;
import io.peregrine.state.scan.SystemLook.Portions;
import java.util.Optional;

/** Where a scan takes threads and descriptors from: /proc, or the kernel's own lists. */
interface SystemLists {
    /**
     * A thread.
     *
     * @param process what it is
     * @param startTime when it started, in nanoseconds since the epoch
     * @param stamp a moment before it was read
     */
    record Found(ProcessRecord process, long startTime, long stamp) {
        /** Hands the thread over; false when it was refused. */
        boolean into(ScanSink sink) {
            return sink.thread(process, startTime, stamp);
        }
    }

    /** All threads with their descriptors. */
    Portions everything();

    /** The threads of a process. */
    Portions threads(long pid);

    /** One thread, empty for a kernel thread and for one that has ended. */
    Optional<Found> thread(long tid);

    /** Hands over the descriptors of a process; a thread's own go to that thread. */
    void descriptors(long pid, ScanSink sink);
}
