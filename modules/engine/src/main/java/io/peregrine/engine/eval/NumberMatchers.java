package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.filter.syntax.Operator;
import java.util.Arrays;

/** The predicates on numbers. */
final class NumberMatchers {
    private static final int CHAIN_LIMIT = 8;

    private NumberMatchers() {}

    /** A comparison of numbers, signed or not. */
    static SlotMatcher integer(Operator operator, long right, boolean signed) {
        long bias = signed ? 0 : Long.MIN_VALUE;
        return switch (operator) {
            case EQ -> new Equal(right);
            case NE -> new Unequal(right);
            case LT -> new Below(right + bias, bias);
            case LE -> new Negated(new Above(right + bias, bias));
            case GT -> new Above(right + bias, bias);
            case GE -> new Negated(new Below(right + bias, bias));
            default -> throw PlanException.unsupported(operator, "numbers");
        };
    }

    /** A comparison of doubles. */
    static SlotMatcher decimal(Operator operator, double right) {
        return slot -> compare(operator, Double.longBitsToDouble(slot.number()), right);
    }

    /** Compares two doubles, neither of them special. */
    static boolean compare(Operator operator, double left, double right) {
        return switch (operator) {
            case EQ, IN, INTERSECTS -> left == right;
            case NE -> left != right;
            case LT -> left < right;
            case LE -> left <= right;
            case GT -> left > right;
            case GE -> left >= right;
            default -> throw PlanException.unsupported(operator, "numbers");
        };
    }

    /** Compares two integers. */
    static boolean compare(Operator operator, long left, long right, boolean signed) {
        int order = signed ? Long.compare(left, right) : Long.compareUnsigned(left, right);
        return switch (operator) {
            case EQ, IN, INTERSECTS -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> throw PlanException.unsupported(operator, "numbers");
        };
    }

    /** Membership in a set. */
    static SlotMatcher in(long[] values) {
        long[] sorted = Arrays.stream(values).distinct().sorted().toArray();
        return sorted.length <= CHAIN_LIMIT ? new InChain(sorted) : new InSorted(sorted);
    }

    private record Equal(long right) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            return value.number() == right;
        }
    }

    private record Unequal(long right) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            return value.number() != right;
        }
    }

    /** Less than a bound; both sides are shifted so that unsigned numbers keep their order. */
    private record Below(long bound, long bias) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            return value.number() + bias < bound;
        }
    }

    /** Greater than a bound, shifted likewise. */
    private record Above(long bound, long bias) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            return value.number() + bias > bound;
        }
    }

    private record InChain(long[] values) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            long number = value.number();
            for (long candidate : values) {
                if (candidate == number) {
                    return true;
                }
            }
            return false;
        }
    }

    private record InSorted(long[] values) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            return Arrays.binarySearch(values, value.number()) >= 0;
        }
    }
}
