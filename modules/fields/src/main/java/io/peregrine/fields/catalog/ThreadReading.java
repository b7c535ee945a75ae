package io.peregrine.fields.catalog;

import io.peregrine.fields.Slot;
import io.peregrine.state.ThreadEntry;

/** Reads one value of a thread, whichever thread it is: the event's own, its parent, an ancestor, the leader of its session. */
@FunctionalInterface
interface ThreadReading {
    /** Puts the value into the slot; false when the thread has none. */
    boolean read(ThreadEntry thread, Slot out);
}
