package io.peregrine.fields;

import io.peregrine.state.EventContext;

/**
 * Gets bytes: text, a buffer, or an address of 4 or 16 bytes in network order (also for networks, where it is the address that is looked
 * for). Text has no terminator and may hold no NUL; a buffer may.
 */
@FunctionalInterface
public non-sealed interface BytesExtractor extends Extractor {
    /**
     * Reads the value for the context's event.
     *
     * @param context the event and its state
     * @param out receives the bytes
     * @return false when the event does not have the field; the slot is then undefined
     */
    boolean extract(EventContext context, Slot out);
}
