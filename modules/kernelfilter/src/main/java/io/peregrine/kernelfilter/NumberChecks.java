package io.peregrine.kernelfilter;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Right;
import java.util.List;

/** Comparisons of a number of which only bounds are known. */
final class NumberChecks {
    private NumberChecks() {}

    /** What a comparison with constants says of a number that is there and lies between two others. */
    static Certainty of(Condition.Check check, long lowest, long highest) {
        List<Constant> constants = constants(check.right());
        if (constants.isEmpty() || !constants.stream().allMatch(Constant.Number.class::isInstance)) {
            return Certainty.MAYBE;
        }
        Certainty truth = Certainty.NEVER;
        for (Constant constant : constants) {
            truth = truth.or(of(check.operator(), ((Constant.Number) constant).value(), lowest, highest));
        }
        return truth;
    }

    private static Certainty of(Operator operator, long value, long lowest, long highest) {
        return switch (operator) {
            case EQ, IN -> equal(value, lowest, highest);
            case NE -> equal(value, lowest, highest).not();
            case LT -> below(value, lowest, highest);
            case GE -> below(value, lowest, highest).not();
            case LE -> above(value, lowest, highest).not();
            case GT -> above(value, lowest, highest);
            default -> Certainty.MAYBE;
        };
    }

    private static Certainty equal(long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            return Certainty.NEVER;
        }
        return lowest == highest ? Certainty.ALWAYS : Certainty.MAYBE;
    }

    private static Certainty below(long value, long lowest, long highest) {
        return highest < value ? Certainty.ALWAYS : Certainty.neverIf(lowest >= value);
    }

    private static Certainty above(long value, long lowest, long highest) {
        return lowest > value ? Certainty.ALWAYS : Certainty.neverIf(highest <= value);
    }

    /** The constants of which one has to fit; empty when they say nothing by themselves. */
    static List<Constant> constants(Right right) {
        return switch (right) {
            case Right.Value(Constant value) -> List.of(value);
            case Right.Values values when values.quantifier() == Quantifier.NONE -> values.values();
            case Right.Values any -> List.of();
            case Right.Nothing none -> List.of();
            case Right.Computed computed -> List.of();
        };
    }
}
