package io.peregrine.fields;

import io.peregrine.state.EventContext;

/** Gets a number: signed, unsigned, a truth value (0 or 1) or the raw bits of a double, by the field's type. */
@FunctionalInterface
public non-sealed interface NumberExtractor extends Extractor {
    /**
     * Reads the value for the context's event.
     *
     * @param context the event and its state
     * @param out receives the value with {@link Slot#set(long)}
     * @return false when the event does not have the field; the slot is then undefined
     */
    boolean extract(EventContext context, Slot out);
}
