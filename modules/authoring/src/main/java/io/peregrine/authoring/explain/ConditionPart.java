package io.peregrine.authoring.explain;

import io.peregrine.filter.typed.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a condition, with its parts.
 *
 * @param number its place in the order in which the parts are written, from 0 for the whole
 * @param condition the part
 * @param children its own parts, in the order in which they are asked
 */
record ConditionPart(int number, Condition condition, List<ConditionPart> children) {
    ConditionPart {
        children = List.copyOf(children);
    }

    /** How many parts there are, this one included. */
    int count() {
        return 1 + children.stream().mapToInt(ConditionPart::count).sum();
    }

    /** The parts of a condition. */
    static ConditionPart of(Condition condition) {
        return of(condition, 0);
    }

    private static ConditionPart of(Condition condition, int number) {
        List<Condition> inner = switch (condition) {
            case Condition.And and -> and.children();
            case Condition.Or or -> or.children();
            case Condition.Not not -> List.of(not.child());
            case Condition.Check check -> List.of();
        };
        List<ConditionPart> children = new ArrayList<>();
        int next = number + 1;
        for (Condition child : inner) {
            ConditionPart part = of(child, next);
            children.add(part);
            next += part.count();
        }
        return new ConditionPart(number, condition, children);
    }
}
