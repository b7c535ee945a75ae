package io.peregrine.state.scan;

import io.peregrine.state.DescriptorTable;

/** A look at the processes of the running system one by one, in portions of bounded work. Called by the tables' thread. */
public interface SystemLook {
    /** The processes that there are, kernel threads among them. */
    long[] processes();

    /** The threads of a process, nothing when it has gone. */
    Portions threads(long pid);

    /** Hands over the descriptors of a process, at most a little more than {@link DescriptorTable#MAX_SIZE}. */
    void lookUpDescriptors(long pid, ScanSink sink);

    /** Whether a thread is there. */
    boolean isThere(long tid);

    /** A list that is handed over portion by portion. */
    interface Portions extends AutoCloseable {
        /** The next portion; false when there is none. */
        boolean next(ScanSink sink);

        @Override
        void close();
    }
}
