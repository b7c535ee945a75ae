package io.peregrine.loader;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Origin;
import io.peregrine.filter.syntax.Quantifier;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which fields stand left in a condition, and whether an audit field is compared with {@code <NA>}, which holds or not by accident. */
final class FieldUses {
    private static final String NO_VALUE = "<NA>";
    private static final Set<Operator> EQUALITY =
            EnumSet.of(Operator.EQ, Operator.NE, Operator.IN, Operator.INTERSECTS, Operator.PMATCH);

    private final Map<String, Origin> names = new HashMap<>();
    private Optional<Origin> unsafe = Optional.empty();

    private FieldUses() {}

    static FieldUses in(Expr expr) {
        FieldUses uses = new FieldUses();
        uses.visit(expr);
        return uses;
    }

    /** The names of the fields on left sides, with those that transformers there are called with, and where each stands first. */
    Map<String, Origin> names() {
        return names;
    }

    /** Where an audit field is first compared with {@code <NA>}. */
    Optional<Origin> auditComparedWithNothing() {
        return unsafe;
    }

    private void visit(Expr expr) {
        switch (expr) {
            case Expr.And and -> and.children().forEach(this::visit);
            case Expr.Or or -> or.children().forEach(this::visit);
            case Expr.Not not -> visit(not.child());
            case Expr.Exists exists -> visit(exists.left());
            case Expr.Compare compare -> {
                visit(compare.left());
                if (unsafe.isEmpty() && isUnsafe(compare)) {
                    unsafe = Optional.of(compare.origin());
                }
            }
            case Expr.MacroUse _ -> {}
        }
    }

    private void visit(Operand left) {
        if (left instanceof Operand.FieldName field) {
            names.putIfAbsent(field.name(), field.origin());
        } else if (left instanceof Operand.Call call) {
            call.arguments().forEach(this::visit);
        }
    }

    private static boolean isUnsafe(Expr.Compare compare) {
        return compare.left() instanceof Operand.FieldName field
                && (field.name().startsWith("ka.") || field.name().startsWith("jevt."))
                && compare.quantifier() == Quantifier.NONE
                && EQUALITY.contains(compare.operator())
                && isNothing(compare.right());
    }

    private static boolean isNothing(Operand right) {
        return switch (right) {
            case Operand.Word word -> word.text().equals(NO_VALUE);
            case Operand.Words words ->
                words.words().stream().anyMatch(word -> word.text().equals(NO_VALUE));
            case Operand.FieldName _, Operand.Call _, Operand.Elements _ -> false;
        };
    }
}
