package io.peregrine.engine.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.engine.rules.CompiledRule;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Expression;
import io.peregrine.schema.EventTable;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Finds comparisons of a parameter that none of the events has for which the comparison is made. */
final class AbsentParameters {
    private static final String SYSCALL_SOURCE = "syscall";

    private AbsentParameters() {}

    static void find(List<CompiledRule> rules, List<Diagnostic> findings) {
        for (CompiledRule rule : rules) {
            if (rule.definition().label().source().equals(SYSCALL_SOURCE)) {
                Condition condition = rule.definition().condition();
                find(rule, condition, EventSelection.eventCodes(condition), findings);
            }
        }
    }

    private static void find(CompiledRule rule, Condition condition, BitSet codes, List<Diagnostic> findings) {
        switch (condition) {
            case Condition.And and -> {
                BitSet selected = narrowed(codes, and);
                and.children().forEach(child -> find(rule, child, selected, findings));
            }
            case Condition.Or or -> or.children().forEach(child -> find(rule, child, narrowed(codes, child), findings));
            case Condition.Not not -> find(rule, not.child(), codes, findings);
            case Condition.Check check ->
                parameter(check.left())
                        .filter(name -> !codes.isEmpty() && isAbsent(name, codes))
                        .ifPresent(name -> findings.add(Findings.finding(
                                Findings.ABSENT_PARAMETER,
                                "in the rule '" + rule.name() + "', '" + NeverTrue.text(check)
                                        + "' never holds: no event that gets here has a parameter '" + name + "'",
                                "select events that have it, or compare another parameter",
                                check.origin().span())));
        }
    }

    private static BitSet narrowed(BitSet codes, Condition condition) {
        BitSet both = EventSelection.eventCodes(condition);
        both.and(codes);
        return both;
    }

    private static Optional<String> parameter(Expression expression) {
        return switch (expression) {
            case Expression.Field field
            when field.reference().argument() instanceof FieldArgument.Parameter parameter ->
                Optional.of(parameter.descriptor().name());
            case Expression.Call call
            when call.arguments().size() == 1 -> parameter(call.arguments().getFirst());
            case Expression.Field _, Expression.Call _, Expression.Text _, Expression.Elements _ -> Optional.empty();
        };
    }

    private static boolean isAbsent(String name, BitSet codes) {
        return codes.stream().noneMatch(code -> EventTable.byCode(code).indexOf(name) >= 0);
    }
}
