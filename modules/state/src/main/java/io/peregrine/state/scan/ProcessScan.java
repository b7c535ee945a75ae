package io.peregrine.state.scan;

import io.peregrine.event.ByteString;
import io.peregrine.state.LookUps;
import io.peregrine.state.StateTables;

/**
 * A look at the running system, from where the tables learn of threads that no event announced. Called by the tables' thread.
 */
@FunctionalInterface
public interface ProcessScan extends LookUps.Source {
    /** The scan of a replay, which knows of nothing. */
    ProcessScan NONE = (tid, sink) -> false;

    /**
     * Looks one thread up and hands it over, with its descriptors.
     *
     * @param tid the thread
     * @param sink takes it
     * @return whether it was found and added
     */
    boolean lookUp(long tid, ScanSink sink);

    /**
     * Looks one descriptor of a process up and hands it over, where it is still there.
     *
     * @param pid the process
     * @param number the descriptor
     * @param sink takes it
     */
    default void lookUpDescriptor(long pid, long number, ScanSink sink) {}

    /**
     * What the system calls a descriptor of a process now, empty where it is not there.
     *
     * @param pid the process
     * @param number the descriptor
     */
    default ByteString descriptorLink(long pid, long number) {
        return ByteString.EMPTY;
    }

    /**
     * Looks all descriptors of a process up and hands them over.
     *
     * @param pid the process
     * @param sink takes them
     */
    default void lookUpDescriptors(long pid, ScanSink sink) {}

    /** The look-ups of tables in what this scan sees. */
    @Override
    default LookUps of(StateTables tables) {
        return new SystemLookUps(tables, this);
    }
}
