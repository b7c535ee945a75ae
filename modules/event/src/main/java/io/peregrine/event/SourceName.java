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

    /** Written out, as is {@link #hashCode}: a record's own are linked when they are first called, which takes 14 ms of every start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SourceName source && source.id == id && source.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Long.hashCode(id);
    }
}
