package io.peregrine.state.proc;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;

/**
 * Lists of the kernel's as events of the codes {@code ITER_TASK_E} to {@code ITER_TASK_FILE_ANON_INODE_E}, whose thread holds the process in
 * its upper half and whose time is the moment at which the kernel looked. Beyond the table's parameters an event of a regular file carries
 * its device and one of a unix socket its other end; bit 31 of a task's flags says that the thread has descriptors of its own.
 *
 * <p>A source answers {@link EventSource.Outcome#IDLE} between two portions. What is not there is an empty list. Called by the tables' thread.
 */
public interface KernelLists {
    /** All threads. */
    EventSource threads() throws SourceException;

    /** The threads of a process. */
    EventSource threads(long pid) throws SourceException;

    /** One thread. */
    EventSource thread(long tid) throws SourceException;

    /** The open files of all processes. */
    EventSource files() throws SourceException;

    /** The open files of a process. */
    EventSource files(long pid) throws SourceException;
}
