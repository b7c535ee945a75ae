package io.peregrine.config;

/**
 * Where system call events come from.
 *
 * @param kind the kind of source
 * @param buffers memory for events on their way from the kernel
 * @param dropFailedExit leave failed system calls out
 * @param disableIterators read the first process list from /proc only
 * @param entry where the probe takes arguments when a call begins
 * @param captureFile the file to replay; empty unless {@code kind} is {@link Kind#REPLAY}
 */
public record EngineSettings(
        Kind kind,
        BufferSettings buffers,
        boolean dropFailedExit,
        boolean disableIterators,
        Entry entry,
        String captureFile) {
    /** The same for a replay of this file. */
    public EngineSettings replaying(String file) {
        return new EngineSettings(Kind.REPLAY, buffers, dropFailedExit, disableIterators, entry, file);
    }

    /** Where the probe takes arguments that another thread could rewrite. */
    public enum Entry {
        /** Where it costs least of what is possible, in the order of the following. */
        AUTO,
        /** In the functions of the calls. */
        FUNCTION,
        /** At the tracepoints of the calls. */
        TRACEPOINT,
        /** Where all calls begin. */
        SYS_ENTER
    }

    /** The kinds of source. */
    public enum Kind {
        /** The eBPF probe; also what {@code kmod} and {@code ebpf} of other releases are read as. */
        MODERN_EBPF,
        /** A capture file. */
        REPLAY,
        /** No system calls, only plugins. */
        NODRIVER
    }
}
