package io.peregrine.filter.typed;

import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.syntax.Operator;
import java.util.Optional;

/** What may be done with {@code evt.type} and {@code syscall.type}, whose comparisons decide for which events a rule is looked at. */
final class EventTypeRules {
    private EventTypeRules() {}

    /** Whether an expression is one of the two fields. */
    static boolean isEventType(Expression expression) {
        return expression instanceof Expression.Field field
                && field.reference().argument() instanceof FieldArgument.None
                && (field.reference().field().name().equals("evt.type")
                        || field.reference().field().name().equals("syscall.type"));
    }

    /** Whether an operator restricts the events of a rule. */
    static boolean selects(Operator operator) {
        return operator == Operator.EQ || operator == Operator.NE || operator == Operator.IN;
    }

    /** Why a comparison makes it impossible to say for which events it can be true, empty when it does not. */
    static Optional<String> misuse(Expression left, Operator operator, Right right) {
        if (operator != Operator.EXISTS && !selects(operator)) {
            return Optional.empty();
        }
        if (right instanceof Right.Computed && isEventType(left)) {
            return Optional.of("right-hand field comparisons on `evt.type`/`syscall.type` checks are not supported by "
                    + "event code search");
        }
        return isTransformed(left)
                ? Optional.of("event code search does not support `evt.type` checks with transformers")
                : Optional.empty();
    }

    private static boolean isTransformed(Expression expression) {
        return expression instanceof Expression.Call call
                && call.arguments().stream().anyMatch(argument -> isEventType(argument) || isTransformed(argument));
    }
}
