package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * Where the tables ask for what no event announced: a look at the running system, which adds to the tables what it finds. Called by the tables'
 * thread.
 */
public interface LookUps {
    /** The look-ups of a replay, which finds nothing. */
    LookUps NONE = tid -> false;

    /**
     * Looks one thread up and adds it with its descriptors.
     *
     * @param tid the thread
     * @return whether it was found and added
     */
    boolean thread(long tid);

    /**
     * Looks one descriptor of a process up and stores it, where it is still there.
     *
     * @param pid the process, whose main thread is in the table
     * @param number the descriptor
     */
    default void descriptor(long pid, long number) {}

    /**
     * Replaces the descriptors of a process by those that it has in the system, where it is still there.
     *
     * @param process the main thread
     */
    default void descriptors(ThreadEntry process) {}

    /**
     * What the system calls a descriptor of a process now, empty where it is not there.
     *
     * @param pid the process
     * @param number the descriptor
     */
    default ByteString descriptorLink(long pid, long number) {
        return ByteString.EMPTY;
    }

    /** What makes the look-ups of tables that are being made. */
    @FunctionalInterface
    interface Source {
        /** The look-ups that fill these tables, which have no threads yet. */
        LookUps of(StateTables tables);
    }
}
