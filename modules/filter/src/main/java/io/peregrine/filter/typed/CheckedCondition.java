package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Origin;
import java.util.List;

/**
 * A condition that passed {@link ConditionChecker}.
 *
 * @param condition the tree to evaluate
 * @param warnings what works but is hardly meant
 */
public record CheckedCondition(Condition condition, List<Warning> warnings) {
    public CheckedCondition {
        warnings = List.copyOf(warnings);
    }

    /**
     * A remark on a part of a condition.
     *
     * @param message what is odd
     * @param origin the part
     */
    public record Warning(String message, Origin origin) {}
}
