package io.peregrine.loader.lint;

import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.filter.typed.ValueKind;
import java.util.List;
import java.util.Optional;

/** What is certain about single comparisons. Whatever is not certain is answered with nothing. */
final class Facts {
    private Facts() {}

    /** Whether an expression has at most one value, which two comparisons see alike. Ancestors and pairs of addresses do not. */
    static boolean isPlain(Expression expression) {
        return !expression.isList()
                && switch (expression) {
                    case Expression.Field field -> !field.reference().field().has(FieldFlag.NO_RIGHT_SIDE);
                    case Expression.Call call -> call.arguments().stream().allMatch(Facts::isStable);
                    case Expression.Text _ -> true;
                    case Expression.Elements _ -> false;
                };
    }

    private static boolean isStable(Expression expression) {
        return expression.isList() || isPlain(expression);
    }

    /** The values one of which the left side must have when the comparison holds. */
    static Optional<List<Constant>> values(Condition.Check check) {
        boolean equality = check.operator() == Operator.EQ;
        boolean membership = check.operator() == Operator.IN || check.operator() == Operator.INTERSECTS;
        boolean bytes = kind(check) != ValueKind.NETWORK && kind(check) != ValueKind.ADDRESS;
        return switch (check.right()) {
            case Right.Value value when equality && bytes -> Optional.of(List.of(value.value()));
            case Right.Values values when membership && bytes -> Optional.of(values.values());
            case Right.Values values
            when equality && bytes && values.quantifier() == Quantifier.ANYOF -> Optional.of(values.values());
            case Right.Value _, Right.Values _, Right.Nothing _, Right.Computed _ -> Optional.empty();
        };
    }

    /** Whether the comparison holds for a left side with this value. */
    static Optional<Boolean> holds(Condition.Check check, Constant left) {
        if (check.operator() == Operator.EXISTS) {
            return Optional.of(true);
        }
        Optional<List<Constant>> values = values(check);
        if (values.isPresent()) {
            return Optional.of(values.get().contains(left));
        }
        return check.right() instanceof Right.Value right
                ? holds(check.operator(), left, right.value())
                : Optional.empty();
    }

    private static Optional<Boolean> holds(Operator operator, Constant left, Constant right) {
        if (operator == Operator.NE) {
            return left instanceof Constant.Network ? Optional.empty() : Optional.of(!left.equals(right));
        }
        if (left instanceof Constant.Bytes text && right instanceof Constant.Bytes other) {
            return switch (operator) {
                case STARTSWITH -> Optional.of(text.text().startsWith(other.text()));
                case ENDSWITH -> Optional.of(text.text().endsWith(other.text()));
                case CONTAINS -> Optional.of(text.text().contains(other.text()));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** Whether the comparison holding means that the other one, of the same left side, holds. */
    static boolean implies(Condition.Check check, Condition.Check other) {
        if (check.equals(other)) {
            return true;
        }
        if (!check.left().equals(other.left()) || !isPlain(check.left())) {
            return false;
        }
        if (other.operator() == Operator.EXISTS) {
            return true;
        }
        Optional<List<Constant>> values = values(check);
        if (values.isPresent()) {
            return values.get().stream().allMatch(value -> holds(other, value).orElse(false));
        }
        return check.operator() == Operator.STARTSWITH
                && other.operator() == Operator.STARTSWITH
                && prefix(check).isPresent()
                && prefix(other).filter(p -> prefix(check).get().startsWith(p)).isPresent();
    }

    /** The text with which the left side begins when the comparison holds. */
    static Optional<String> prefix(Condition.Check check) {
        return check.operator() == Operator.STARTSWITH && check.right() instanceof Right.Value(Constant.Bytes text)
                ? Optional.of(text.text())
                : Optional.empty();
    }

    static ValueKind kind(Condition.Check check) {
        return ValueKind.of(check.left().type());
    }
}
