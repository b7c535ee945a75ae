package io.peregrine.fields.catalog;

import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.SlotList;
import io.peregrine.state.EventContext;

/** The process ids of all ancestors, for conditions; lists never hold one of them, as in Falco. */
final class AnyAncestorId implements AnyExtractor {
    private final AnyExtractor ids = Lineage.any((thread, out) -> out.set(thread.pid()));

    @Override
    public boolean extract(EventContext context, SlotList out) {
        return ids.extract(context, out);
    }
}
