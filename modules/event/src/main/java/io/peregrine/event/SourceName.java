package io.peregrine.event;

/**
 * What a source of events is called.
 *
 * @param name as rules say it: {@code syscall}, {@code k8s_audit}
 * @param id the number that events of plugins and asynchronous events carry for it (32 bits, unsigned); 0 for system calls
 */
public record SourceName(String name, long id) {
    /** The kernel's events, live or recorded. */
    public static final SourceName SYSCALL = new SourceName("syscall", 0);
}
