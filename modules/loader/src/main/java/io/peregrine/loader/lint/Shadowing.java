package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.filter.typed.Condition;
import io.peregrine.loader.CompiledRule;
import java.util.List;
import java.util.Optional;

/**
 * Finds rules that can never raise an alert when only the first match counts, because an earlier rule of the same source matches every
 * event that they match. Whether one condition implies another is decided by form: parts are compared, not proved by cases.
 */
final class Shadowing {
    private Shadowing() {}

    static void find(List<CompiledRule> rules, List<Diagnostic> findings) {
        for (int i = 1; i < rules.size(); i++) {
            CompiledRule rule = rules.get(i);
            Optional<CompiledRule> earlier = rules.subList(0, i).stream()
                    .filter(other -> shadows(other, rule))
                    .findFirst();
            earlier.ifPresent(other -> findings.add(finding(rule, other)));
        }
    }

    private static Diagnostic finding(CompiledRule rule, CompiledRule earlier) {
        boolean same = rule.checked().condition().equals(earlier.checked().condition());
        String what = same ? "has the same condition as" : "matches only what is matched by";
        return LintFindings.finding(
                same ? LintFindings.DUPLICATE : LintFindings.SHADOWED_RULE,
                "the rule '" + rule.name() + "' " + what + " the earlier rule '" + earlier.name()
                        + "'; with 'rule_matching: first' it never raises an alert",
                "put the narrower rule first, exclude its cases in '" + earlier.name()
                        + "', or set 'rule_matching: all'",
                rule.place());
    }

    private static boolean shadows(CompiledRule earlier, CompiledRule rule) {
        return earlier.checked().label().source().equals(rule.checked().label().source())
                && implies(
                        Literal.conjuncts(rule.checked().condition()),
                        Literal.conjuncts(earlier.checked().condition()));
    }

    /** Whether all of the first being so means that all of the second are. */
    private static boolean implies(List<Literal> given, List<Literal> wanted) {
        return wanted.stream().allMatch(goal -> implies(given, goal));
    }

    private static boolean implies(List<Literal> given, Literal goal) {
        for (Literal literal : given) {
            if (implies(literal, goal)) {
                return true;
            }
        }
        return goal.alternatives().stream().anyMatch(alternative -> implies(given, alternative));
    }

    private static boolean implies(Literal literal, Literal goal) {
        if (literal.negated() == goal.negated() && literal.condition().equals(goal.condition())) {
            return true;
        }
        if (literal.condition() instanceof Condition.Check check && goal.condition() instanceof Condition.Check other) {
            boolean both = literal.negated() && goal.negated() && Facts.implies(other, check);
            boolean none = !literal.negated() && !goal.negated() && Facts.implies(check, other);
            return both || none;
        }
        List<List<Literal>> alternatives = literal.alternatives();
        return !alternatives.isEmpty() && alternatives.stream().allMatch(alternative -> implies(alternative, goal));
    }
}
