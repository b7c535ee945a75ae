package io.peregrine.fields;

import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;

/**
 * Gets a value whose type differs between the codes of events, for conditions: {@code evt.rawarg.flags}. A comparison is made in the type
 * that the event's code gives, whatever type the condition's constants were read as.
 */
public non-sealed interface EventTypedExtractor extends Extractor {
    /** The type of the value in events of a code, {@link ParamType#NONE} where they have none. */
    ParamType type(int code);

    /**
     * Reads the value of the context's event: a number or bytes, as its type asks.
     *
     * @param context the event and its state
     * @param out receives the value
     * @return false when there is none
     */
    boolean extract(EventContext context, Slot out);
}
