package io.peregrine.kernelfilter;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;

/**
 * A class of events of one code, about which comparisons can be answered without seeing them.
 *
 * @param code the code, of the end of a call
 * @param failed whether they are those of calls that failed, with an error other than {@code EINPROGRESS}; else of any result
 * @param elsewhere whether their paths are plain and none that the comparisons ask for
 * @param reading whether they opened to read alone, without creating and truncating; else in any way
 */
record EventClass(int code, boolean failed, boolean elsewhere, boolean reading) {
    EventClass(int code, boolean failed, boolean elsewhere) {
        this(code, failed, elsewhere, false);
    }

    EventDescriptor descriptor() {
        return EventTable.byCode(code);
    }

    /** The same of paths that nothing is known of. */
    EventClass anywhere() {
        return new EventClass(code, failed, false, reading);
    }
}
