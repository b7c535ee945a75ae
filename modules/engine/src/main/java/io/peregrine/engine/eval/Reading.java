package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/** How a planned expression gets its value, or its values, for an event. Immutable; shared by all threads. */
public sealed interface Reading {
    /** Gets one value. */
    non-sealed interface Single extends Reading {
        /**
         * Reads the value.
         *
         * @param context the event and the scratch
         * @param out receives the value
         * @return false when there is none
         */
        boolean read(EvalContext context, Slot out);
    }

    /** Gets a list of values. */
    non-sealed interface Several extends Reading {
        /**
         * Reads the values.
         *
         * @param context the event and the scratch
         * @param out receives the values; cleared first
         * @return false when there are none because something is missing
         */
        boolean read(EvalContext context, SlotList out);
    }
}
