package io.peregrine.engine.eval;

import io.peregrine.fields.LateReading;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.filter.typed.ValueKind;
import java.util.List;

/**
 * Estimates comparisons from what they are made of: the subject that is read, and the operator. Used by one thread.
 *
 * <p>What somebody outside may still have to tell (the metadata of a container) costs most of all, so that it is asked when nothing else has decided, and no event
 * lacks what its rules do not need.
 */
final class Estimates {
    private static final double LATE = 1e6;
    private static final double CALL = 50;
    private static final double LIST = 30;
    private static final double PUT_TOGETHER = 40;
    private static final double OTHER_SIDE = 30;
    private static final double NUMBER = 4;

    private final ExpressionPlanner expressions;

    /** Estimates for one source, with whoever tells what fields read. */
    Estimates(ExpressionPlanner expressions) {
        this.expressions = expressions;
    }

    /** The estimate of a comparison. */
    Estimate of(Condition.Check check) {
        double times = check.right() instanceof Right.Values(var values, Quantifier quantifier)
                        && quantifier != Quantifier.NONE
                ? Math.max(1, values.size())
                : 1;
        double cost = cost(check.left()) + times * cost(check.operator());
        if (check.right() instanceof Right.Computed(Expression right)) {
            cost += OTHER_SIDE + cost(right);
        }
        return new Estimate(cost, truth(check));
    }

    private double cost(Expression expression) {
        return switch (expression) {
            case Expression.Field field when expressions.late(field) != LateReading.NEVER -> LATE;
            case Expression.Field(var reference) -> cost(reference.field(), expression);
            case Expression.Text _ -> 0;
            case Expression.Call call ->
                CALL + call.arguments().stream().mapToDouble(this::cost).sum();
            case Expression.Elements(List<Expression> elements) ->
                LIST + elements.stream().mapToDouble(this::cost).sum();
        };
    }

    private static double cost(FieldInfo field, Expression expression) {
        if (expression.isList()) {
            return LIST;
        }
        if (field.has(FieldFlag.PUT_TOGETHER)) {
            return PUT_TOGETHER;
        }
        return switch (ValueKind.of(expression.type())) {
            case SIGNED, UNSIGNED, BOOL, DOUBLE -> NUMBER;
            default ->
                switch (field.dependency()) {
                    case CONSTANT -> 3;
                    case PROCESS -> 8;
                    case ADDED_SLOT -> 12;
                    case DESCRIPTOR, USER -> 15;
                    case EVENT, ANCESTORS -> 25;
                };
        };
    }

    private static double cost(Operator operator) {
        return switch (operator) {
            case EXISTS -> 1;
            case EQ, NE, LT, LE, GT, GE -> 2;
            case STARTSWITH, BSTARTSWITH, ENDSWITH -> 4;
            case IN -> 8;
            case PMATCH -> 12;
            case CONTAINS, BCONTAINS -> 15;
            case INTERSECTS -> 20;
            case ICONTAINS, GLOB, IGLOB -> 30;
            case REGEX -> 150;
        };
    }

    private static double truth(Condition.Check check) {
        boolean decided = ValueKind.of(check.left().type()) == ValueKind.BOOL;
        return switch (check.operator()) {
            case EXISTS -> 0.7;
            case EQ -> decided ? 0.4 : 0.1;
            case NE -> decided ? 0.6 : 0.85;
            case LT, LE, GT, GE -> 0.5;
            case STARTSWITH, BSTARTSWITH, PMATCH, IN, INTERSECTS -> 0.1;
            case ENDSWITH, CONTAINS, BCONTAINS, ICONTAINS, GLOB, IGLOB, REGEX -> 0.03;
        };
    }
}
