package io.peregrine.loader.lint;

import io.peregrine.filter.typed.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a conjunction that has to hold, or not to hold, for the whole to be true.
 *
 * @param condition a comparison or an alternative
 * @param negated whether it must not hold
 */
record Literal(Condition condition, boolean negated) {
    /** The parts that all have to be so for a condition to be true. */
    static List<Literal> conjuncts(Condition condition) {
        List<Literal> literals = new ArrayList<>();
        collect(condition, false, literals);
        return literals;
    }

    private static void collect(Condition condition, boolean negated, List<Literal> into) {
        switch (condition) {
            case Condition.And and when !negated -> and.children().forEach(child -> collect(child, false, into));
            case Condition.Or or when negated -> or.children().forEach(child -> collect(child, true, into));
            case Condition.Not not -> collect(not.child(), !negated, into);
            case Condition.And _, Condition.Or _, Condition.Check _ -> into.add(new Literal(condition, negated));
        }
    }

    /** The alternatives, one of which has to be so; the literal itself when it has none. */
    List<List<Literal>> alternatives() {
        List<List<Literal>> alternatives = new ArrayList<>();
        List<Condition> children = switch (condition) {
            case Condition.Or or -> or.children();
            case Condition.And and -> and.children();
            case Condition.Check _, Condition.Not _ -> List.of();
        };
        for (Condition child : children) {
            List<Literal> literals = new ArrayList<>();
            collect(child, negated, literals);
            alternatives.add(literals);
        }
        return alternatives;
    }
}
