package io.peregrine.state;

/**
 * A look at the running system, from where the tables learn of threads that no event announced. Called by the tables' thread.
 */
public interface ProcessScan {
    /** The scan of a replay, which knows of nothing. */
    ProcessScan NONE = (tid, tables) -> false;

    /**
     * Looks one thread up and adds it, with its descriptors, to the tables.
     *
     * @param tid the thread
     * @param tables where it is added
     * @return whether it was found and added
     */
    boolean lookUp(long tid, ThreadTable tables);
}
