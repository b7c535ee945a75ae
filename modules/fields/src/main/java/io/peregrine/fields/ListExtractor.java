package io.peregrine.fields;

import io.peregrine.state.EventContext;

/** Gets a list of values, each in a slot as the type of the field says. */
@FunctionalInterface
public non-sealed interface ListExtractor extends Extractor {
    /**
     * Reads the values for the context's event.
     *
     * @param context the event and its state
     * @param out receives the elements; the extractor clears it first
     * @return false when the event does not have the field
     */
    boolean extract(EventContext context, SlotList out);
}
