package io.peregrine.kernelfilter;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.schema.EventCodes;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether opens and sockets that no rule wants, and the closes behind them, may be left out until another event of their process needs them. The programs tell what is
 * still true before every such event, so that rules never see tables that lack something, except at events before which nothing is told: closes of other
 * descriptors, and those that come while other programs are at work.
 */
record UntilNeeded(SourceRules rules, FilterAnalysis.Readers readers) {
    /** The calls that open and are left out so; what they opened is told as by the last. */
    static final List<String> OPENS = List.of("open", "openat");

    /** The call that makes a socket and is left out so. */
    static final List<String> SOCKETS = List.of("socket");

    /** The call that may fail on such a socket and is left out then. */
    static final List<String> CONNECTS = List.of("connect");

    static final int AF_UNIX = 1;

    /**
     * The families whose sockets are: the local one, of which many come to nothing because the program at the other end is not there. One of another family is nearly always
     * connected or bound next, and is only told later then (none of 6,245 in the recorded run of a web server was left out).
     */
    static final List<Integer> FAMILIES = List.of(AF_UNIX);

    /** What is left out behind them. */
    static final List<String> CLOSES = List.of("close");

    /** Lists what is open in the order of a table that remembers what was there. */
    private static final String IN_ORDER = "fd.types";

    private static final int[] WITHOUT_TELLING = {
        EventCodes.SYSCALL_CLOSE_X, EventCodes.SCHEDSWITCH_6_E, EventCodes.PAGE_FAULT_E
    };

    private static final int[] LEFT_OUT = {
        EventCodes.SYSCALL_OPEN_X, EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SOCKET_SOCKET_X, EventCodes.SYSCALL_CLOSE_X
    };

    /**
     * Whether no rule looks at an event before which nothing is told or at the order in which descriptors came, and no parser at an event that is left out.
     *
     * @param definitions the rules
     */
    boolean isPossible(List<RuleDefinition> definitions) {
        BitSet parsed = readers.parsed();
        return IntStream.of(WITHOUT_TELLING)
                        .allMatch(code -> rules.plan(code)
                                .map(BucketPlan::rules)
                                .orElse(List.of())
                                .isEmpty())
                && IntStream.of(LEFT_OUT).noneMatch(parsed::get)
                && definitions.stream()
                        .flatMap(FieldsRead::of)
                        .noneMatch(field -> field.name().equals(IN_ORDER));
    }
}
