package io.peregrine.kernelfilter;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;

/**
 * A class of events of one code, about which comparisons can be answered without seeing them.
 *
 * @param code the code, of the end of a call
 * @param failed whether they are those of calls that failed, with an error other than {@code EINPROGRESS}; else of any result
 * @param elsewhere whether their paths are plain and none that the comparisons ask for
 * @param reading whether they opened to read alone, without creating, truncating and asking for a directory; else in any way
 * @param family the address family of the sockets that they made, or, for calls that failed, of a socket just made that they connected to a path; {@link
 *     #ANY_FAMILY} when nothing is known of it
 */
record EventClass(int code, boolean failed, boolean elsewhere, boolean reading, int family) {
    static final int ANY_FAMILY = -1;

    EventClass(int code, boolean failed, boolean elsewhere) {
        this(code, failed, elsewhere, false, ANY_FAMILY);
    }

    /** Calls that made a socket of a family. */
    static EventClass ofFamily(int code, int family) {
        return new EventClass(code, false, false, false, family);
    }

    /** Calls that failed to connect a socket of a family, just made, to a path. */
    static EventClass failedOnUntold(int code, int family) {
        return new EventClass(code, true, false, false, family);
    }

    EventDescriptor descriptor() {
        return EventTable.byCode(code);
    }

    /** The same of paths that nothing is known of. */
    EventClass anywhere() {
        return new EventClass(code, failed, false, reading, family);
    }
}
