package io.peregrine.schema;

/** What produces the events of a code. */
public enum EventSourceKind {
    SYSCALL,
    TRACEPOINT,
    PLUGIN,
    METAEVENT,
    ITER,
    /** A code that exists only to complete a pair; no event has it. */
    UNKNOWN
}
