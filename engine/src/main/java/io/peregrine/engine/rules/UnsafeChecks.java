package io.peregrine.engine.rules;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import java.util.EnumSet;
import java.util.Set;

/** Finds comparisons of audit fields with {@code <NA>}, which hold or not by accident. */
final class UnsafeChecks {
    private static final String NO_VALUE = "<NA>";
    private static final Set<Operator> EQUALITY =
            EnumSet.of(Operator.EQ, Operator.NE, Operator.IN, Operator.INTERSECTS, Operator.PMATCH);

    private UnsafeChecks() {}

    static boolean isIn(Expr expr) {
        return switch (expr) {
            case Expr.And and -> and.children().stream().anyMatch(UnsafeChecks::isIn);
            case Expr.Or or -> or.children().stream().anyMatch(UnsafeChecks::isIn);
            case Expr.Not not -> isIn(not.child());
            case Expr.Compare compare -> isUnsafe(compare);
            case Expr.Exists _, Expr.MacroUse _ -> false;
        };
    }

    private static boolean isUnsafe(Expr.Compare compare) {
        boolean audit = compare.left() instanceof Operand.FieldName field
                && (field.name().startsWith("ka.") || field.name().startsWith("jevt."));
        if (!audit || compare.quantifier() != Quantifier.NONE || !EQUALITY.contains(compare.operator())) {
            return false;
        }
        return switch (compare.right()) {
            case Operand.Word word -> word.text().equals(NO_VALUE);
            case Operand.Words words ->
                words.words().stream().anyMatch(word -> word.text().equals(NO_VALUE));
            case Operand.FieldName _, Operand.Call _, Operand.Elements _ -> false;
        };
    }
}
