package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;

/** The opposite of a predicate on a value. */
record Negated(SlotMatcher matcher) implements SlotMatcher {
    @Override
    public boolean matches(Slot value) {
        return !matcher.matches(value);
    }
}
