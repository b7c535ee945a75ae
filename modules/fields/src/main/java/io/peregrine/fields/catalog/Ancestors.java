package io.peregrine.fields.catalog;

import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadTable;

/**
 * A walk over the ancestors of a thread, nearest first, by the threads' parent ids. It ends at a thread that the table does not have, at a
 * placeholder, and when two walkers of different speed meet, which shows a loop in the table.
 */
final class Ancestors {
    private final ThreadTable threads;
    private ThreadEntry slow;
    private ThreadEntry fast;
    private boolean started;
    private boolean looped;

    Ancestors(ThreadTable threads, ThreadEntry thread) {
        this.threads = threads;
        this.slow = threads.parentOf(thread);
        this.fast = parent(slow);
    }

    /** The next ancestor, {@link ThreadEntry#NONE} at the end. */
    ThreadEntry next() {
        if (!started) {
            started = true;
        } else if (!advance()) {
            return ThreadEntry.NONE;
        }
        return slow.isNone() || slow.tid() == -1 ? ThreadEntry.NONE : slow;
    }

    private boolean advance() {
        if (looped || slow.isNone()) {
            return false;
        }
        slow = parent(slow);
        for (int i = 0; i < 2; i++) {
            fast = parent(fast);
            if (!slow.isNone() && (slow == fast || slow.tid() == slow.ptid())) {
                looped = true;
                return false;
            }
        }
        return true;
    }

    private ThreadEntry parent(ThreadEntry thread) {
        return thread.isNone() ? thread : threads.parentOf(thread);
    }
}
