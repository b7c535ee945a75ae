package io.peregrine.engine.eval;

import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.function.Predicate;

/** What fields declare about their reading: which change what others read, and which read what others change. */
public final class FieldEffects {
    private FieldEffects() {}

    /** Whether asking the comparison may change what is read afterwards. */
    static boolean changes(Condition.Check check) {
        return reads(check, FieldEffects::changes);
    }

    /** Whether its answer may differ behind a comparison that changes something. */
    static boolean isAffected(Condition.Check check) {
        return reads(check, FieldEffects::isAffected);
    }

    /** Whether it is asked where it stands, and in its turn. */
    static boolean isInPlace(Condition.Check check) {
        return reads(check, field -> field.has(FieldFlag.READ_IN_PLACE));
    }

    /** Whether printing it may show what was read before. */
    static boolean showsLeftText(Expression expression) {
        return reads(expression, field -> field.has(FieldFlag.SHOWS_LEFT_TEXT));
    }

    /** Whether a field's value may differ behind the reading of one that changes something. */
    static boolean isAffected(FieldInfo field) {
        return changes(field)
                || switch (field.dependency()) {
                    case EVENT, DESCRIPTOR -> true;
                    case PROCESS, ANCESTORS, USER, ADDED_SLOT, CONSTANT -> false;
                };
    }

    private static boolean changes(FieldInfo field) {
        return field.has(FieldFlag.TURNS_TO_DESCRIPTOR);
    }

    /** Whether some comparison of a condition reads a field that is wanted. */
    public static boolean reads(Condition condition, Predicate<FieldInfo> wanted) {
        return switch (condition) {
            case Condition.And(var children) -> children.stream().anyMatch(child -> reads(child, wanted));
            case Condition.Or(var children) -> children.stream().anyMatch(child -> reads(child, wanted));
            case Condition.Not(var child) -> reads(child, wanted);
            case Condition.Check check -> reads(check, wanted);
        };
    }

    private static boolean reads(Condition.Check check, Predicate<FieldInfo> wanted) {
        return reads(check.left(), wanted)
                || check.right() instanceof Right.Computed(Expression right) && reads(right, wanted);
    }

    private static boolean reads(Expression expression, Predicate<FieldInfo> wanted) {
        return switch (expression) {
            case Expression.Field(var reference) -> wanted.test(reference.field());
            case Expression.Call call -> call.arguments().stream().anyMatch(part -> reads(part, wanted));
            case Expression.Elements(var elements) -> elements.stream().anyMatch(part -> reads(part, wanted));
            case Expression.Text _ -> false;
        };
    }
}
