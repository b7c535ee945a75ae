package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;

/** A predicate on one extracted value. Immutable; shared by all threads. */
@FunctionalInterface
public interface SlotMatcher {
    /** Whether the value in the slot satisfies the predicate. */
    boolean matches(Slot value);
}
