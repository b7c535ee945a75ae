package io.peregrine.server.metrics;

/**
 * An open event source.
 *
 * @param name its name, for example {@code syscall}
 * @param engineName the kind of engine behind it, for example {@code modern_bpf} or {@code source_plugin}
 * @param events how many events of it were judged
 */
public record EventSourceFacts(String name, String engineName, long events) {
    /** The name of the system call source. */
    public static final String SYSCALL = "syscall";

    /** Tells whether this is the system call source. */
    public boolean isSyscall() {
        return name.equals(SYSCALL);
    }
}
