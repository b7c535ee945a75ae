package io.peregrine.probe;

/** Where programs may be attached that take arguments when a call begins. */
public enum EntryChoice {
    /** Where it costs least of what is possible: in the calls' functions, else at their tracepoints, else where all calls begin. */
    AUTO,
    /** In the functions of the calls; the probe is not loaded where that is not possible. */
    FUNCTION,
    /** At the tracepoints of the calls; the probe is not loaded where that is not possible. */
    TRACEPOINT,
    /** Where all calls begin. */
    SYS_ENTER
}
