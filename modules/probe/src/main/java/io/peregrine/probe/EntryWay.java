package io.peregrine.probe;

/**
 * Where programs take the arguments that another thread could rewrite, while one of the calls that have such is watched.
 *
 * @param place where 64-bit code's are taken
 * @param reason why there, as a clause; empty when it is the way that costs least
 * @param compat where 32-bit code's are taken
 */
public record EntryWay(Place place, String reason, Compat compat) {
    /** A place in the kernel. */
    public enum Place {
        /** Where each of the calls begins: others pay nothing. */
        TRACEPOINT,
        /** Where all calls begin. */
        SYS_ENTER
    }

    /** What is done for code of 32 bits, which the tracepoints of single calls do not show. */
    public enum Compat {
        /** Nothing more is needed. */
        INCLUDED,
        /** None was seen: its calls are looked at when the first is. */
        AWAITED,
        /** It was seen, and a program takes its arguments where all calls begin. */
        SEEN,
        /** It was seen, and the kernel refused that program: its arguments are read when a call ends, marked and counted. */
        REFUSED
    }
}
