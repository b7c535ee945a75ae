package io.peregrine.engine.eval;

import io.peregrine.engine.eval.bytes.ByteComparison;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.ValueKind;
import java.util.Arrays;

/** The comparisons of two expressions. A side without a value makes them false. */
final class PairChecks {
    private PairChecks() {}

    /** Two single values. */
    record OfSingles(
            Reading.Single left, Reading.Single right, ValueKind kind, Operator operator, int leftSlot, int rightSlot)
            implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            Slot first = context.slot(leftSlot);
            Slot second = context.slot(rightSlot);
            return left.read(context, first) && right.read(context, second) && compare(kind, operator, first, second);
        }
    }

    /** Two lists, by {@code in} or {@code intersects}: every or some value of the left one is in the right one. */
    record OfLists(
            Reading.Several left, Reading.Several right, ValueKind kind, boolean every, int leftList, int rightList)
            implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            SlotList values = context.list(leftList);
            SlotList members = context.list(rightList);
            if (!left.read(context, values) || !right.read(context, members)) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (isMember(values.get(i), members) != every) {
                    return !every;
                }
            }
            return every;
        }

        private boolean isMember(Slot value, SlotList members) {
            for (int i = 0; i < members.size(); i++) {
                if (same(kind, value, members.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean same(ValueKind kind, Slot left, Slot right) {
        return switch (kind) {
            case SIGNED, UNSIGNED, BOOL -> left.number() == right.number();
            case DOUBLE -> NumberMatchers.compare(Operator.EQ, decimal(left), decimal(right));
            default -> equal(left, left.length(), right);
        };
    }

    private static boolean compare(ValueKind kind, Operator operator, Slot left, Slot right) {
        return switch (kind) {
            case SIGNED -> NumberMatchers.compare(operator, left.number(), right.number(), true);
            case UNSIGNED, BOOL -> NumberMatchers.compare(operator, left.number(), right.number(), false);
            case DOUBLE -> NumberMatchers.compare(operator, decimal(left), decimal(right));
            case TEXT -> text(operator, left, right);
            default ->
                switch (operator) {
                    case EQ, IN, INTERSECTS -> equal(left, left.length(), right);
                    case NE -> !equal(left, left.length(), right);
                    default ->
                        MatcherFactory.one(kind, operator, constant(right, right.length()))
                                .matches(left);
                };
        };
    }

    /** A list operator takes all bytes of the right side, but drops the NULs that close the left one; the others stop at a NUL. */
    private static boolean text(Operator operator, Slot left, Slot right) {
        if (operator == Operator.IN || operator == Operator.INTERSECTS) {
            int from = left.offset();
            int end = ByteComparison.trimmedEnd(left.bytes(), from, from + left.length());
            return equal(left, end - from, right);
        }
        int from = right.offset();
        int length = ByteComparison.textEnd(right.bytes(), from, from + right.length()) - from;
        int leftEnd =
                ByteComparison.textEnd(left.bytes(), left.offset(), left.offset() + left.length()) - left.offset();
        return switch (operator) {
            case EQ -> leftEnd == length && equalAt(left, 0, right, length);
            case NE -> leftEnd != length || !equalAt(left, 0, right, length);
            case STARTSWITH -> left.length() >= length && equalAt(left, 0, right, length);
            case ENDSWITH -> leftEnd >= length && equalAt(left, leftEnd - length, right, length);
            default ->
                MatcherFactory.one(ValueKind.TEXT, operator, constant(right, length))
                        .matches(left);
        };
    }

    /** Whether so many bytes of a text, from a place in it on, are those that another begins with. */
    private static boolean equalAt(Slot left, int at, Slot right, int length) {
        int from = left.offset() + at;
        return Arrays.equals(left.bytes(), from, from + length, right.bytes(), right.offset(), right.offset() + length);
    }

    private static Constant constant(Slot value, int length) {
        return new Constant.Bytes(Arrays.copyOfRange(value.bytes(), value.offset(), value.offset() + length));
    }

    private static boolean equal(Slot left, int leftLength, Slot right) {
        return Arrays.equals(
                left.bytes(),
                left.offset(),
                left.offset() + leftLength,
                right.bytes(),
                right.offset(),
                right.offset() + right.length());
    }

    private static double decimal(Slot slot) {
        return Double.longBitsToDouble(slot.number());
    }
}
