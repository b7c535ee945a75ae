package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Expr;
import java.util.IdentityHashMap;
import java.util.Map;

/** What one checker has made of the parts of conditions, by the very objects: rules that use a macro have its tree in common. Used by one thread. */
public final class CheckedParts {
    private final Map<Expr, CheckedCondition> checked = new IdentityHashMap<>();

    /** Null for a part that was not checked yet. */
    CheckedCondition of(Expr part) {
        return checked.get(part);
    }

    void keep(Expr part, CheckedCondition result) {
        checked.put(part, result);
    }
}
