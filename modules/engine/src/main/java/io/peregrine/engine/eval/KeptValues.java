package io.peregrine.engine.eval;

import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Decides which fields are read once an event: those that more than one comparison reads, unless another field's reading may change their value. Used by one thread, while planning. */
final class KeptValues {
    private final ScratchPlan scratch;
    private final Map<FieldReference, Integer> uses = new HashMap<>();
    private final Map<FieldReference, Integer> places = new HashMap<>();
    private boolean changes;

    KeptValues(ScratchPlan scratch) {
        this.scratch = scratch;
    }

    /** Notes a comparison that will be planned; each distinct one once. */
    void note(Condition.Check check) {
        if (check.left() instanceof Expression.Field(FieldReference reference)) {
            uses.merge(reference, 1, Integer::sum);
        }
        changes |= FieldEffects.changes(check);
    }

    /** Whether a comparison that was noted changes what others read. */
    boolean changes() {
        return changes;
    }

    /** The index of the remembered value of a field, empty when the field is not worth it. */
    OptionalInt place(FieldReference reference) {
        if (uses.getOrDefault(reference, 0) < 2 || changes && FieldEffects.isAffected(reference.field())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(places.computeIfAbsent(reference, absent -> scratch.newValue()));
    }
}
