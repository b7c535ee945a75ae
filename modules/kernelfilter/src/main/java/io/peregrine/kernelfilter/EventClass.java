package io.peregrine.kernelfilter;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;

/**
 * A class of events of one code, about which comparisons can be answered without seeing them.
 *
 * @param code the code, of the end of a call
 * @param failed whether they are those of calls that failed, with an error other than {@code EINPROGRESS}; else of any result
 * @param elsewhere whether their paths are plain and none that the comparisons ask for
 */
record EventClass(int code, boolean failed, boolean elsewhere) {
    EventDescriptor descriptor() {
        return EventTable.byCode(code);
    }

    /** The same of paths that nothing is known of. */
    EventClass anywhere() {
        return new EventClass(code, failed, false);
    }
}
