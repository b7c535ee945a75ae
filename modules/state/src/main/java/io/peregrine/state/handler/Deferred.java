package io.peregrine.state.handler;

import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadTable;

/** What an event ended and the next one removes: one thread and one descriptor at most. */
final class Deferred {
    private boolean threadEnded;
    private long endedThread;
    private boolean closed;
    private long closingThread;
    private long closedNumber;

    /** The thread has ended. */
    void endThread(long tid) {
        threadEnded = true;
        endedThread = tid;
    }

    /** The thread has closed a descriptor. */
    void close(long tid, long number) {
        closed = true;
        closingThread = tid;
        closedNumber = number;
    }

    /** Removes what the event before ended. */
    void run(StateTables tables, long now) {
        if (threadEnded) {
            threadEnded = false;
            ThreadTable threads = tables.threads();
            ThreadEntry thread = threads.find(endedThread);
            threads.recentExits().add(endedThread, thread.isNone() ? -1 : thread.ptid(), now);
            threads.remove(endedThread);
        }
        if (closed) {
            closed = false;
            ThreadEntry thread = tables.threads().find(closingThread);
            if (!thread.isNone() && !thread.descriptors().isAbsent()) {
                tables.remove(thread.descriptors(), closedNumber);
            }
        }
    }
}
