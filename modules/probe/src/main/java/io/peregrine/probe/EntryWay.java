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
        /** In the functions that the kernel runs for the calls: others pay nothing at all. */
        FUNCTION,
        /** At the tracepoint of each of the calls: others pay for little more than that there is one. */
        TRACEPOINT,
        /** Where all calls begin. */
        SYS_ENTER
    }

    /** What is done for code of 32 bits, which neither the functions nor the tracepoints of single calls show. */
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
