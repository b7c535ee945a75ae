package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The event codes and system calls for which a condition can be true, as far as its comparisons of {@code evt.type} and
 * {@code syscall.type} say: {@code =} and {@code in} select by name, {@code !=} selects the others, every other comparison selects all.
 * {@code not} is carried down to the comparisons; one that selects all still selects all when negated.
 */
public final class EventSelection {
    private static final Map<String, BitSet> CODES_BY_NAME = codesByName();
    private static final String UNKNOWN_CALL = "unknown";

    private EventSelection() {}

    /** The event codes for which the condition can be true. */
    public static BitSet eventCodes(Condition condition) {
        BitSet all = new BitSet();
        all.set(0, EventTable.size());
        return new Algebra(all, EventSelection::codesOf).select(condition, false);
    }

    /** The portable ids of the system calls for which the condition can be true. */
    public static BitSet systemCalls(Condition condition) {
        return new Algebra((BitSet) Calls.REAL.clone(), EventSelection::callsOf).select(condition, false);
    }

    /** The event codes with these names; a system call without event of its own stands for the generic pair, and
     * any other name for an asynchronous event. */
    static BitSet codesOf(Set<String> names) {
        BitSet codes = new BitSet();
        for (String name : names) {
            BitSet own = CODES_BY_NAME.get(name);
            if (own != null) {
                codes.or(own);
                if (isOfNoSource(own)) {
                    codes.set(EventCodes.ASYNCEVENT_E);
                }
            } else if (SyscallTable.byName(name).isPresent()) {
                codes.set(EventCodes.GENERIC_E, EventCodes.GENERIC_X + 1);
            } else {
                codes.set(EventCodes.ASYNCEVENT_E);
            }
        }
        return codes;
    }

    /** Whether events of these codes come from no kernel: an asynchronous event may have their name too, as {@code container} has. */
    private static boolean isOfNoSource(BitSet codes) {
        return codes.stream().allMatch(code -> EventTable.byCode(code).source() == EventSourceKind.METAEVENT);
    }

    private static Map<String, BitSet> codesByName() {
        Map<String, BitSet> codes = new HashMap<>();
        for (EventDescriptor event : EventTable.all()) {
            if (event.code() > 1) {
                codes.computeIfAbsent(event.name(), _ -> new BitSet()).set(event.code());
            }
        }
        return codes;
    }

    private static BitSet callsOf(Set<String> names) {
        BitSet codes = codesOf(names);
        BitSet calls = new BitSet();
        codes.stream().filter(code -> code > 1).forEach(code -> calls.or(Calls.BY_CODE[code]));
        if (codes.get(EventCodes.GENERIC_E)) {
            names.forEach(name -> SyscallTable.byName(name)
                    .filter(SyscallDescriptor::isGeneric)
                    .ifPresent(call -> calls.set(call.id())));
        }
        return calls;
    }

    /** The system calls, put in order when the first selection of calls needs them. */
    private static final class Calls {
        private static final BitSet REAL = new BitSet();
        private static final BitSet[] BY_CODE = new BitSet[EventCodes.COUNT];

        static {
            Arrays.setAll(BY_CODE, code -> new BitSet());
            for (SyscallDescriptor call : SyscallTable.all()) {
                call.events().forEach(event -> BY_CODE[event.code()].set(call.id()));
                if (isReal(call)) {
                    REAL.set(call.id());
                }
            }
        }
    }

    private static boolean isReal(SyscallDescriptor call) {
        return call.id() > 0 && !call.name().equals(UNKNOWN_CALL);
    }

    /** Sets by the laws of De Morgan. A set that comes out may be {@code all} or one that others hold; nobody changes it. */
    private record Algebra(BitSet all, Function<Set<String>, BitSet> byNames) {
        BitSet select(Condition condition, boolean negated) {
            return switch (condition) {
                case Condition.And and -> negated ? union(and.children(), true) : intersection(and.children(), false);
                case Condition.Or or -> negated ? intersection(or.children(), true) : union(or.children(), false);
                case Condition.Not not -> select(not.child(), !negated);
                case Condition.Check check -> select(check, negated);
            };
        }

        private BitSet union(List<Condition> children, boolean negated) {
            BitSet union = new BitSet();
            for (Condition child : children) {
                BitSet selected = select(child, negated);
                if (selected == all) {
                    return all;
                }
                union.or(selected);
            }
            return union;
        }

        /** Most comparisons select all and are passed over. */
        private BitSet intersection(List<Condition> children, boolean negated) {
            BitSet intersection = all;
            for (Condition child : children) {
                BitSet selected = select(child, negated);
                if (intersection == all) {
                    intersection = selected;
                } else if (selected != all) {
                    intersection = (BitSet) intersection.clone();
                    intersection.and(selected);
                }
            }
            return intersection;
        }

        private BitSet select(Condition.Check check, boolean negated) {
            if (!EventTypeRules.isEventType(check.left())) {
                return all;
            }
            if (check.operator() == Operator.EXISTS) {
                return negated ? new BitSet() : all;
            }
            Optional<Set<String>> names =
                    EventTypeRules.selects(check.operator()) ? names(check.right()) : Optional.empty();
            if (names.isEmpty()) {
                return all;
            }
            BitSet selected = byNames.apply(names.get());
            return negated != (check.operator() == Operator.NE) ? without(selected) : selected;
        }

        /** The constants of a right side; empty when it does not say by itself which names are meant. */
        private static Optional<Set<String>> names(Right right) {
            return switch (right) {
                case Right.Value value -> Optional.of(Set.of(text(value.value())));
                case Right.Values values
                when values.quantifier() == Quantifier.NONE ->
                    Optional.of(values.values().stream().map(Algebra::text).collect(Collectors.toSet()));
                case Right.Values _, Right.Nothing _, Right.Computed _ -> Optional.empty();
            };
        }

        private static String text(Constant constant) {
            return constant instanceof Constant.Bytes bytes ? bytes.text() : "";
        }

        private BitSet without(BitSet codes) {
            BitSet rest = (BitSet) all.clone();
            rest.andNot(codes);
            return rest;
        }
    }
}
