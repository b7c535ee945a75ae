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
record Part(int number, Condition condition, List<Part> children) {
    Part {
        children = List.copyOf(children);
    }

    /** How many parts there are, this one included. */
    int count() {
        return 1 + children.stream().mapToInt(Part::count).sum();
    }

    /** The parts of a condition. */
    static Part of(Condition condition) {
        return of(condition, 0);
    }

    private static Part of(Condition condition, int number) {
        List<Condition> inner = switch (condition) {
            case Condition.And and -> and.children();
            case Condition.Or or -> or.children();
            case Condition.Not not -> List.of(not.child());
            case Condition.Check check -> List.of();
        };
        List<Part> children = new ArrayList<>();
        int next = number + 1;
        for (Condition child : inner) {
            Part part = of(child, next);
            children.add(part);
            next += part.count();
        }
        return new Part(number, condition, children);
    }
}
