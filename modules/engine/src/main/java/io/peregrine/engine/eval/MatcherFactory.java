package io.peregrine.engine.eval;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.ValueKind;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** Makes the predicate on a value out of an operator and the constants on its right. */
final class MatcherFactory {
    private MatcherFactory() {}

    /** A comparison with one constant. */
    static SlotMatcher one(ValueKind kind, Operator operator, Constant right) {
        return switch (kind) {
            case SIGNED -> NumberMatchers.integer(operator, number(right), true);
            case UNSIGNED, BOOL -> NumberMatchers.integer(operator, number(right), false);
            case DOUBLE -> NumberMatchers.decimal(operator, decimal(right));
            case TEXT -> BytesMatchers.text(operator, bytes(right));
            case BUFFER, ADDRESS -> BytesMatchers.buffer(operator, bytes(right));
            case NETWORK -> network(operator, right);
            case OPAQUE -> throw PlanException.unsupported(operator, "values of this type");
        };
    }

    /** A comparison with a list of constants by an operator that takes lists. */
    static SlotMatcher listed(ValueKind kind, Operator operator, List<Constant> right) {
        if (operator == Operator.PMATCH) {
            return BytesMatchers.pathBelow(bytes(right));
        }
        return switch (kind) {
            case SIGNED, UNSIGNED, BOOL ->
                NumberMatchers.in(
                        right.stream().mapToLong(MatcherFactory::number).toArray());
            case TEXT -> BytesMatchers.textIn(bytes(right));
            case BUFFER, ADDRESS -> BytesMatchers.bytesIn(bytes(right));
            case DOUBLE, NETWORK -> anyEqual(kind, right);
            case OPAQUE -> throw PlanException.unsupported(operator, "values of this type");
        };
    }

    private static SlotMatcher anyEqual(ValueKind kind, List<Constant> right) {
        return new MatcherCombination(
                right.stream().map(constant -> one(kind, Operator.EQ, constant)).toList(), Quantifier.ANYOF);
    }

    /** A comparison with each constant of a list, put together by a quantifier. */
    static SlotMatcher quantified(ValueKind kind, Operator operator, List<Constant> right, Quantifier quantifier) {
        if (kind == ValueKind.NETWORK && quantifier == setLookup(operator)) {
            boolean holds = operator == Operator.NE && !right.isEmpty();
            return value -> holds;
        }
        if (operator == Operator.EQ && quantifier == Quantifier.ANYOF) {
            return listed(kind, Operator.IN, right);
        }
        List<SlotMatcher> matchers = new ArrayList<>();
        for (Constant constant : right) {
            matchers.add(one(kind, operator, constant));
        }
        return new MatcherCombination(matchers, quantifier);
    }

    /** The quantifier with which Falco looks for a value itself in the list, where a network is never equal to an address. */
    private static Quantifier setLookup(Operator operator) {
        return switch (operator) {
            case EQ -> Quantifier.ANYOF;
            case NE -> Quantifier.ALLOF;
            default -> Quantifier.NONE;
        };
    }

    private static SlotMatcher network(Operator operator, Constant right) {
        SlotMatcher inside = new NetworkMatcher((Constant.Network) right);
        return switch (operator) {
            case EQ, IN, INTERSECTS -> inside;
            case NE -> new Negated(inside);
            default -> throw PlanException.unsupported(operator, "networks");
        };
    }

    private static long number(Constant constant) {
        return switch (constant) {
            case Constant.Number(long value) -> value;
            case Constant.Truth(boolean value) -> value ? 1 : 0;
            default -> throw unexpected(constant);
        };
    }

    private static double decimal(Constant constant) {
        return switch (constant) {
            case Constant.Decimal(double value) -> value;
            case Constant.Number(long value) -> value;
            default -> throw unexpected(constant);
        };
    }

    private static byte[] bytes(Constant constant) {
        return switch (constant) {
            case Constant.Bytes text -> text.value();
            case Constant.Address address -> address.value();
            default -> throw unexpected(constant);
        };
    }

    /** The bytes of constants, made when they are asked for: of a million constants each is needed once, and not all at a time. */
    private static List<byte[]> bytes(List<Constant> constants) {
        return new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                return bytes(constants.get(index));
            }

            @Override
            public int size() {
                return constants.size();
            }
        };
    }

    private static PlanException unexpected(Constant constant) {
        return new PlanException("The constant " + constant + " does not fit the type that it is compared with.");
    }
}
