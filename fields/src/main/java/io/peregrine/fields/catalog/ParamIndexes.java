package io.peregrine.fields.catalog;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;

/** Where each event code has a parameter with one name. */
final class ParamIndexes {
    private ParamIndexes() {}

    /** The index of the parameter by event code, -1 for a code that has none with this name. */
    static int[] of(String name) {
        int[] indexes = new int[EventCodes.COUNT];
        for (int code = 0; code < indexes.length; code++) {
            indexes[code] = EventTable.byCode(code).indexOf(name);
        }
        return indexes;
    }
}
