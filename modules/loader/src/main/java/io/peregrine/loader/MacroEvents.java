package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.ConditionChecker;
import java.util.List;
import java.util.Optional;

/**
 * Makes of a macro a condition that is true for the same event types. A macro has no event source, so that its comparisons need not be
 * right for every one; those that are not count as comparisons that say nothing of event types.
 */
final class MacroEvents {
    private static final MappedText ANYTHING = MappedText.unmapped("evt.num exists");

    private final ConditionChecker checker;
    private final Condition anything;

    private MacroEvents(ConditionChecker checker) throws FilterException {
        this.checker = checker;
        this.anything = checker.check(ConditionParser.parse(ANYTHING)).condition();
    }

    /** The condition, empty where the source's fields do not even have a number of the event. */
    static Optional<Condition> condition(ConditionChecker checker, Expr macro) {
        try {
            return Optional.of(new MacroEvents(checker).of(macro));
        } catch (FilterException e) {
            return Optional.empty();
        }
    }

    private Condition of(Expr expr) {
        return switch (expr) {
            case Expr.And and -> new Condition.And(all(and.children()));
            case Expr.Or or -> new Condition.Or(all(or.children()));
            case Expr.Not not -> new Condition.Not(of(not.child()));
            case Expr.MacroUse _, Expr.Exists _, Expr.Compare _ -> check(expr);
        };
    }

    private List<Condition> all(List<Expr> children) {
        return children.stream().map(this::of).toList();
    }

    private Condition check(Expr expr) {
        try {
            return checker.check(expr).condition();
        } catch (FilterException e) {
            return anything;
        }
    }
}
