package io.peregrine.kernelfilter;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.EventFlag;
import java.util.List;
import java.util.Set;

/** Comparisons of what a call returned, for calls that failed. */
final class ResultChecks {
    private static final long LOWEST_ERROR = -4095;
    private static final Set<String> OTHER_RESULTS = Set.of("SUCCESS", "EINPROGRESS");

    private ResultChecks() {}

    /** What a comparison of this field says of events of calls that failed. */
    static Certainty of(String field, Condition.Check check, EventClass events) {
        return switch (field) {
            case "evt.failed" -> Certainty.neverIf(asksForSuccess(check));
            case "evt.rawres" -> onlyNever(NumberChecks.of(check, LOWEST_ERROR, -1));
            case "evt.res" -> Certainty.neverIf(asksForOtherResults(check));
            case "fd.num" -> makesDescriptor(events) ? onlyNever(NumberChecks.of(check, -1, -1)) : Certainty.MAYBE;
            default -> Certainty.MAYBE;
        };
    }

    /** The field may have no value, and then no comparison holds. */
    private static Certainty onlyNever(Certainty truth) {
        return Certainty.neverIf(truth == Certainty.NEVER);
    }

    private static boolean asksForSuccess(Condition.Check check) {
        return check.right() instanceof Right.Value(Constant.Truth(boolean value))
                && (check.operator() == Operator.EQ && !value || check.operator() == Operator.NE && value);
    }

    private static boolean asksForOtherResults(Condition.Check check) {
        boolean equality = check.operator() == Operator.EQ || check.operator() == Operator.IN;
        List<Constant> constants = NumberChecks.constants(check.right());
        return equality
                && !constants.isEmpty()
                && constants.stream()
                        .allMatch(constant ->
                                constant instanceof Constant.Bytes bytes && OTHER_RESULTS.contains(bytes.text()));
    }

    /** Whether the call's descriptor is the one that it makes, so that there is none when it failed. */
    private static boolean makesDescriptor(EventClass events) {
        return events.descriptor().has(EventFlag.CREATES_FD)
                && !events.descriptor().has(EventFlag.USES_FD);
    }
}
