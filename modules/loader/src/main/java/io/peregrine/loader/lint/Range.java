package io.peregrine.loader.lint;

import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Right;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The whole numbers that comparisons leave over.
 *
 * @param low the least, empty for no bound
 * @param high the greatest, empty for no bound
 */
record Range(Optional<BigInteger> low, Optional<BigInteger> high) {
    static final Range ALL = new Range(Optional.empty(), Optional.empty());

    boolean isEmpty() {
        return low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0;
    }

    /** What is left when a comparison holds too; the same range when it says nothing about numbers. */
    Range and(Condition.Check check) {
        Optional<BigInteger> bound = number(check);
        if (bound.isEmpty()) {
            return this;
        }
        BigInteger value = bound.get();
        return switch (check.operator()) {
            case EQ -> atLeast(value).atMost(value);
            case GE -> atLeast(value);
            case GT -> atLeast(value.add(BigInteger.ONE));
            case LE -> atMost(value);
            case LT -> atMost(value.subtract(BigInteger.ONE));
            default -> this;
        };
    }

    private Range atLeast(BigInteger value) {
        return new Range(Optional.of(low.map(value::max).orElse(value)), high);
    }

    private Range atMost(BigInteger value) {
        return new Range(low, Optional.of(high.map(value::min).orElse(value)));
    }

    private static Optional<BigInteger> number(Condition.Check check) {
        if (!(check.right() instanceof Right.Value(Constant.Number(long value)))) {
            return Optional.empty();
        }
        return switch (Facts.kind(check)) {
            case SIGNED -> Optional.of(BigInteger.valueOf(value));
            case UNSIGNED -> Optional.of(new BigInteger(Long.toUnsignedString(value)));
            default -> Optional.empty();
        };
    }
}
