package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.ListLookup;
import io.peregrine.filter.typed.Right;
import io.peregrine.loader.CompiledRule;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamType;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Finds comparisons of a parameter or field that none of the events has for which the comparison is made, and of fields that are in no list. */
final class AbsentValues {
    private static final String SYSCALL_SOURCE = "syscall";

    private final CompiledRule rule;
    private final List<Diagnostic> findings;

    private AbsentValues(CompiledRule rule, List<Diagnostic> findings) {
        this.rule = rule;
        this.findings = findings;
    }

    static void find(List<CompiledRule> rules, List<Diagnostic> findings) {
        for (CompiledRule rule : rules) {
            if (rule.checked().label().source().equals(SYSCALL_SOURCE)) {
                Condition condition = rule.checked().condition();
                new AbsentValues(rule, findings).find(condition, EventSelection.eventCodes(condition));
            }
        }
    }

    private void find(Condition condition, BitSet codes) {
        switch (condition) {
            case Condition.And and -> {
                BitSet selected = narrowed(codes, and);
                and.children().forEach(child -> find(child, selected));
            }
            case Condition.Or or -> or.children().forEach(child -> find(child, narrowed(codes, child)));
            case Condition.Not not -> find(not.child(), codes);
            case Condition.Check check -> {
                if (!codes.isEmpty()) {
                    find(check, codes);
                }
            }
        }
    }

    private static BitSet narrowed(BitSet codes, Condition condition) {
        BitSet both = EventSelection.eventCodes(condition);
        both.and(codes);
        return both;
    }

    private void find(Condition.Check check, BitSet codes) {
        Optional<FieldReference> parameter = reference(check.left()).filter(field -> hasNoParameter(field, codes));
        Optional<FieldReference> field = reference(check.left())
                .filter(read -> !read.field().scope().meets(codes))
                .filter(read -> read.field().type() != ParamType.BOOL || asksForTruth(check));
        if (ListLookup.neverHolds(check)) {
            add(
                    LintFindings.NEVER_TRUE,
                    check,
                    "as in Falco this field is in no list",
                    "write a comparison with = for each value, joined by 'or'");
        } else if (parameter.isPresent()) {
            add(
                    LintFindings.ABSENT_PARAMETER,
                    check,
                    "no event that gets here has a parameter '" + parameterName(parameter.get()) + "'",
                    "select events that have it, or compare another parameter");
        } else if (field.isPresent()) {
            String name = field.get().field().name();
            String what = field.get().field().type() == ParamType.BOOL ? "is true of" : "has a value for";
            add(
                    LintFindings.ABSENT_FIELD,
                    check,
                    "'" + name + "' " + what + " no event that gets here",
                    "select events that have it, or compare another field");
        }
    }

    private void add(String code, Condition.Check check, String reason, String fix) {
        findings.add(LintFindings.finding(
                code,
                "in the rule '" + rule.name() + "', '" + NeverTrue.text(check) + "' never holds: " + reason,
                fix,
                check.origin().span()));
    }

    /** The field that has to have a value for a comparison of the expression to hold. */
    private static Optional<FieldReference> reference(Expression expression) {
        return switch (expression) {
            case Expression.Field(FieldReference field) -> Optional.of(field);
            case Expression.Call call
            when call.arguments().size() == 1 -> reference(call.arguments().getFirst());
            case Expression.Call _, Expression.Text _, Expression.Elements _ -> Optional.empty();
        };
    }

    private static boolean hasNoParameter(FieldReference field, BitSet codes) {
        return field.argument() instanceof FieldArgument.Parameter
                && codes.stream().noneMatch(code -> EventTable.byCode(code).indexOf(parameterName(field)) >= 0);
    }

    private static String parameterName(FieldReference field) {
        return ((FieldArgument.Parameter) field.argument()).descriptor().name();
    }

    /** Whether a comparison of a truth value holds for true alone; of events out of its scope it is false, or has no value. */
    private static boolean asksForTruth(Condition.Check check) {
        return check.right() instanceof Right.Value(Constant.Truth(boolean wanted))
                && (check.operator() == Operator.EQ ? wanted : check.operator() == Operator.NE && !wanted);
    }
}
