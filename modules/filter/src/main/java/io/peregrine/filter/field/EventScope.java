package io.peregrine.filter.field;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * The events of which a field can say something. Of all others it has no value, or is false when it is a truth value. Immutable.
 */
public final class EventScope {
    /** Every event. */
    public static final EventScope ANY = of(event -> true);

    private final BitSet codes = new BitSet();

    private EventScope() {}

    /** The events that satisfy a predicate. */
    public static EventScope of(Predicate<EventDescriptor> predicate) {
        EventScope scope = new EventScope();
        EventTable.all().stream().filter(predicate).forEach(event -> scope.codes.set(event.code()));
        return scope;
    }

    /** Whether one of these event codes is in it. */
    public boolean meets(BitSet others) {
        return codes.intersects(others);
    }
}
