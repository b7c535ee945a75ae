package io.peregrine.probe;

/** Where programs may be attached that take arguments when a call begins. */
public enum EntryChoice {
    /** At the tracepoints of the calls where that is possible, else where all calls begin. */
    AUTO,
    /** At the tracepoints of the calls; the probe is not loaded where that is not possible. */
    TRACEPOINT,
    /** Where all calls begin. */
    SYS_ENTER
}
