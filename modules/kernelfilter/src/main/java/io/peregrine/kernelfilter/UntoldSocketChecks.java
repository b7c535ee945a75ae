package io.peregrine.kernelfilter;

import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.schema.Positions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Comparisons at a connect to a path that failed on a local socket that was just made, so that the tables hold of it what {@code socket} says and nothing more: no
 * address, no port, no name.
 */
final class UntoldSocketChecks {
    /** They have no value there, and then no comparison holds. */
    private static final Set<String> OF_INTERNET = Set.of(
            "fd.cip",
            "fd.sip",
            "fd.lip",
            "fd.rip",
            "fd.cnet",
            "fd.snet",
            "fd.lnet",
            "fd.rnet",
            "fd.cport",
            "fd.sport",
            "fd.lport",
            "fd.rport");

    private UntoldSocketChecks() {}

    /** Whether a comparison is false for each such event. */
    static boolean isNever(FieldReference field, Condition.Check check, EventClass events) {
        String name = field.field().name();
        return switch (name) {
            case "fd.type" -> asksForOthers(check, text -> !text.equals("unix"));
            case "fd.typechar" -> asksForOthers(check, text -> !text.equals("u"));
            case "evt.arg" ->
                ArgumentPlace.of(field, events.descriptor()) == Positions.CONNECT_X.ADDR
                        && asksForOthers(check, text -> !text.isEmpty() && !text.startsWith("/"));
            default -> OF_INTERNET.contains(name);
        };
    }

    private static boolean asksForOthers(Condition.Check check, Predicate<String> other) {
        boolean begins = check.operator() == Operator.EQ
                || check.operator() == Operator.IN
                || check.operator() == Operator.STARTSWITH;
        List<Constant> constants = NumberChecks.constants(check.right());
        return begins
                && !constants.isEmpty()
                && constants.stream()
                        .allMatch(constant -> constant instanceof Constant.Bytes bytes && other.test(bytes.text()));
    }
}
