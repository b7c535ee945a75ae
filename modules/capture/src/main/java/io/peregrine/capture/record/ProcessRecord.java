package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * A thread as a process list holds it. A value that the list's version does not carry has the default that its parameter names.
 *
 * @param identity its numbers
 * @param command what it runs
 * @param place where it runs
 * @param credentials as whom
 * @param memory what it uses
 * @param executable the file behind it
 * @param fdLimit the most descriptors that it may open
 * @param flags of the thread, the capture's {@code PPM_CL_} bits
 */
public record ProcessRecord(
        Identity identity,
        Command command,
        Place place,
        Credentials credentials,
        Memory memory,
        Executable executable,
        long fdLimit,
        int flags) {

    /**
     * The numbers of a thread.
     *
     * @param tid the thread
     * @param pid its process
     * @param ptid the thread that is its parent
     * @param sid its session, -1 when not recorded
     * @param vpgid its process group in its own PID namespace, -1 when not recorded
     * @param pgid its process group in the machine's namespace, -1 when not recorded
     * @param vtid the thread in its own namespace, -1 when not recorded
     * @param vpid the process in its own namespace, -1 when not recorded
     */
    public record Identity(long tid, long pid, long ptid, long sid, long vpgid, long pgid, long vtid, long vpid) {}

    /**
     * What a thread runs.
     *
     * @param comm the kernel's name of it
     * @param exe the first argument
     * @param exePath the executable's path, empty when not recorded
     * @param arguments those behind the first, each closed by a NUL
     * @param environment the entries, each closed by a NUL
     */
    public record Command(
            ByteString comm, ByteString exe, ByteString exePath, ByteString arguments, ByteString environment) {}

    /**
     * Where a thread runs.
     *
     * @param cwd the working directory
     * @param root the root directory, empty when not recorded
     * @param cgroups {@code subsystem=path} entries, each closed by a NUL
     * @param pidNamespaceStart when the first process of its PID namespace started, nanoseconds since the epoch, 0 when not recorded
     * @param tty the controlling terminal's number, 0 for none
     */
    public record Place(ByteString cwd, ByteString root, ByteString cgroups, long pidNamespaceStart, int tty) {}

    /**
     * As whom a thread runs.
     *
     * @param uid the user, unsigned
     * @param gid the group, unsigned
     * @param loginUid the user who logged in, unsigned, -1 for none
     * @param inheritable capabilities that survive an exec
     * @param permitted capabilities that it may take
     * @param effective capabilities that it has
     */
    public record Credentials(int uid, int gid, int loginUid, long inheritable, long permitted, long effective) {}

    /**
     * The memory of a thread's process.
     *
     * @param virtualKb its virtual size
     * @param residentKb what is in memory
     * @param swappedKb what is swapped out
     * @param majorFaults page faults that read from a disk
     * @param minorFaults page faults that did not
     */
    public record Memory(int virtualKb, int residentKb, int swappedKb, long majorFaults, long minorFaults) {}

    /**
     * The file that a thread executes.
     *
     * @param writable whether its user may write to it
     * @param upperLayer whether it lies in the upper layer of an overlay
     * @param lowerLayer whether it lies in the lower layer of an overlay
     * @param memoryFile whether it is a memfd
     * @param inode its inode
     * @param changed last change of status, nanoseconds since the epoch
     * @param modified last change of content, nanoseconds since the epoch
     */
    public record Executable(
            boolean writable,
            boolean upperLayer,
            boolean lowerLayer,
            boolean memoryFile,
            long inode,
            long changed,
            long modified) {}
}
