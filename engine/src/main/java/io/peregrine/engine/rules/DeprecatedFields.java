package io.peregrine.engine.rules;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The fields that lost their meaning when enter events went away, and the search for them. */
final class DeprecatedFields {
    private static final String LATENCY = "field is not available due to the drop of enter events.";
    private static final Map<String, String> REASONS = reasons();

    private DeprecatedFields() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(
                "evt.dir",
                "due to the drop of enter events, 'evt.dir = <' always evaluates to true, and 'evt.dir = >' always "
                        + "evaluates to false. The rule expression can be simplified by removing the condition on "
                        + "'evt.dir'");
        for (String field :
                new String[] {"evt.latency", "evt.latency.s", "evt.latency.ns", "evt.latency.human", "evt.wait_latency"
                }) {
            reasons.put(field, LATENCY);
        }
        return reasons;
    }

    /** Adds a warning for each such field in a condition. */
    static void remarkCondition(Expr expr, ItemContext context, Remarks remarks) {
        TreeSet<String> found = new TreeSet<>();
        collect(expr, found);
        REASONS.forEach((field, reason) -> {
            if (found.contains(field)) {
                remarks.add(LoadCode.LOAD_DEPRECATED_ITEM, reason, context);
            }
        });
    }

    /** Adds a warning for each such name that occurs in an output, even as a part of another name. */
    static void remarkOutput(String output, ItemContext context, Remarks remarks) {
        REASONS.keySet().forEach(field -> {
            if (output.contains(field)) {
                remarks.add(
                        LoadCode.LOAD_DEPRECATED_ITEM,
                        "usage of deprecated field '" + field + "' has been detected in the rule output",
                        context);
            }
        });
    }

    private static void collect(Expr expr, TreeSet<String> found) {
        switch (expr) {
            case Expr.And and -> and.children().forEach(child -> collect(child, found));
            case Expr.Or or -> or.children().forEach(child -> collect(child, found));
            case Expr.Not not -> collect(not.child(), found);
            case Expr.Exists exists -> collect(exists.left(), found);
            case Expr.Compare compare -> collect(compare.left(), found);
            case Expr.MacroUse _ -> {}
        }
    }

    private static void collect(Operand operand, TreeSet<String> found) {
        switch (operand) {
            case Operand.FieldName field -> found.add(field.name());
            case Operand.Call call -> call.arguments().forEach(argument -> collect(argument, found));
            case Operand.Word _, Operand.Words _, Operand.Elements _ -> {}
        }
    }
}
