/**
 * The look at the running system through /proc: threads, descriptors, sockets, users, network interfaces, as records that the tables
 * take over.
 *
 * <p>Files are reached through {@link io.peregrine.state.proc.ProcFiles} alone, below the host's root, so that a test can offer a tree of
 * its own. What vanishes while it is read is left out; nothing here throws because a process ended. Nothing here knows the tables'
 * entries.
 */
package io.peregrine.state.proc;
