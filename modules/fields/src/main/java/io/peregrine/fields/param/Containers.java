package io.peregrine.fields.param;

import io.peregrine.event.ByteString;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadSlots;

/** In which container a thread runs. */
public final class Containers {
    private Containers() {}

    /** The id of a thread's container, empty for a thread of the host and where nothing matches containers. */
    public static ByteString of(ThreadEntry thread) {
        return thread.slot(ThreadSlots.CONTAINER_ID);
    }
}
