package io.peregrine.kernelfilter;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.RulePlan;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.handler.StateEffects;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Works out what the kernel may leave out under a set of rules. An event is left out only when each of its code's rules is false for all events of its class,
 * and when no handler of the state and no parser would do anything with it. Used by one thread, once.
 */
public final class FilterAnalysis {
    private static final String SYSCALL = "syscall";

    private final RuleSet rules;
    private final SourceRules sourceRules;
    private final Readers readers;
    private final StateEffects effects = new StateEffects();
    private final PathTerms terms = new PathTerms();

    /**
     * Who reads events besides the rules.
     *
     * @param parsed the event codes that parsers and plugins want to see
     * @param foreign whether a field with this name is a plugin's
     */
    public record Readers(BitSet parsed, Predicate<String> foreign) {
        /** The rules alone. */
        public static final Readers RULES_ALONE = new Readers(new BitSet(), name -> false);
    }

    private FilterAnalysis(RuleSet rules, Readers readers) {
        this.rules = rules;
        this.sourceRules = rules.source(SYSCALL);
        this.readers = readers;
    }

    /** What may be left out of these calls, given as bits of portable ids. */
    public static LeavingOut of(RuleSet rules, BitSet calls, Readers readers) {
        return new FilterAnalysis(rules, readers).run(calls);
    }

    private LeavingOut run(BitSet calls) {
        for (RuleDefinition rule : definitions()) {
            Optional<String> reason = EventHistory.needsEveryEvent(rule);
            if (reason.isPresent()) {
                return LeavingOut.nothing("the rule '" + rule.label().name() + "' " + reason.get());
            }
        }
        Map<Integer, Set<LeftOut>> kinds = new HashMap<>();
        Map<Integer, Set<LeftOut>> byCode = new TreeMap<>();
        BitSet whole = new BitSet();
        for (SyscallDescriptor call : SyscallTable.all()) {
            Optional<Integer> code = calls.get(call.id()) ? code(call) : Optional.empty();
            if (code.isEmpty() || readers.parsed().get(code.get())) {
                continue;
            }
            if (isWithoutReader(code.get())) {
                whole.set(call.id());
                continue;
            }
            Set<LeftOut> left = byCode.computeIfAbsent(code.get(), this::leftOut);
            if (!left.isEmpty()) {
                kinds.put(call.id(), left);
            }
        }
        Set<Integer> families = leaveOutUntilNeeded(calls, kinds);
        return new LeavingOut(
                new KernelFilterTerms(kinds, terms.prefixes(), terms.suffixes(), families), whole, Optional.empty());
    }

    private List<RuleDefinition> definitions() {
        return IntStream.range(0, rules.size())
                .mapToObj(rules::rule)
                .filter(rule -> rule.label().source().equals(SYSCALL))
                .toList();
    }

    /** The code that the probe gives to the events of a call; empty when it has none of its own, or more than one. */
    static Optional<Integer> code(SyscallDescriptor call) {
        List<EventDescriptor> codes = call.events().stream()
                .filter(event -> event.code() > EventCodes.GENERIC_X
                        && event.source() == EventSourceKind.SYSCALL
                        && !event.isEnter()
                        && !event.has(EventFlag.OLD_VERSION))
                .toList();
        return codes.size() == 1 ? Optional.of(codes.getFirst().code()) : Optional.empty();
    }

    private boolean isWithoutReader(int code) {
        return !effects.ofAny(code) && sourceRules.plan(code).isEmpty();
    }

    private Set<LeftOut> leftOut(int code) {
        Set<LeftOut> left = EnumSet.noneOf(LeftOut.class);
        List<RulePlan> asked = asked(code);
        if (leavesTraces(code)) {
            return left;
        }
        if (!effects.ofFailure(code)) {
            if (isLeftOut(asked, new EventClass(code, true, false))) {
                left.add(LeftOut.FAILED);
            } else if (PathCalls.has(code) && isLeftOut(asked, new EventClass(code, true, true))) {
                left.add(LeftOut.FAILED_ELSEWHERE);
            }
        }
        if (!effects.ofAny(code) && PathCalls.has(code) && isLeftOut(asked, new EventClass(code, false, true))) {
            left.add(LeftOut.ELSEWHERE);
        }
        if (effects.areToldByArguments(code) && asked.isEmpty()) {
            left.add(LeftOut.WITHOUT_EFFECT);
        }
        return left;
    }

    private static void add(List<String> names, LeftOut kind, BitSet calls, Map<Integer, Set<LeftOut>> kinds) {
        names.stream()
                .map(name -> SyscallTable.byName(name).orElseThrow().id())
                .filter(calls::get)
                .forEach(call -> kinds.computeIfAbsent(call, any -> EnumSet.noneOf(LeftOut.class))
                        .add(kind));
    }

    /** Adds what may be left out until it is needed; the families of sockets of which that is true. */
    private Set<Integer> leaveOutUntilNeeded(BitSet calls, Map<Integer, Set<LeftOut>> kinds) {
        if (!new UntilNeeded(sourceRules, readers).isPossible(definitions())) {
            return Set.of();
        }
        Optional<LeftOut> opens = opensUntilNeeded();
        Set<Integer> families =
                UntilNeeded.FAMILIES.stream().filter(this::areSocketsLeftOut).collect(Collectors.toSet());
        opens.ifPresent(kind -> add(UntilNeeded.OPENS, kind, calls, kinds));
        if (!families.isEmpty()) {
            add(UntilNeeded.SOCKETS, LeftOut.FAMILY_UNTIL_NEEDED, calls, kinds);
        }
        if (families.contains(UntilNeeded.AF_UNIX) && areFailedConnectsLeftOut()) {
            add(UntilNeeded.CONNECTS, LeftOut.FAILED_ON_UNTOLD, calls, kinds);
        }
        if (opens.isPresent() || !families.isEmpty()) {
            add(UntilNeeded.CLOSES, LeftOut.UNTIL_NEEDED, calls, kinds);
        }
        return families;
    }

    /** Which opens may be left out until they are needed. */
    private Optional<LeftOut> opensUntilNeeded() {
        if (areOpensLeftOut(false)) {
            return Optional.of(LeftOut.UNTIL_NEEDED);
        }
        return areOpensLeftOut(true) ? Optional.of(LeftOut.READING_UNTIL_NEEDED) : Optional.empty();
    }

    private boolean areSocketsLeftOut(int family) {
        int code = EventCodes.SOCKET_SOCKET_X;
        return !leavesTraces(code) && isLeftOut(asked(code), EventClass.ofFamily(code, family));
    }

    private boolean areFailedConnectsLeftOut() {
        int code = EventCodes.SOCKET_CONNECT_X;
        return !readers.parsed().get(code)
                && !leavesTraces(code)
                && isLeftOut(asked(code), EventClass.failedOnUntold(code, UntilNeeded.AF_UNIX));
    }

    /** Whether no rule wants any of the opens on a path that is elsewhere, in any way or to read alone. */
    private boolean areOpensLeftOut(boolean reading) {
        return UntilNeeded.OPENS.stream()
                .map(name -> code(SyscallTable.byName(name).orElseThrow()).orElseThrow())
                .allMatch(code -> !leavesTraces(code)
                        && isLeftOut(asked(code), new EventClass(code, false, true, reading, EventClass.ANY_FAMILY)));
    }

    private List<RulePlan> asked(int code) {
        return sourceRules.plan(code).map(BucketPlan::rules).orElse(List.of());
    }

    private boolean leavesTraces(int code) {
        return asked(code).stream()
                .anyMatch(one -> EventHistory.leavesTraces(rules.rule(one.rule()), readers.foreign()));
    }

    /** Whether each rule is false for a class of events; then the paths that they ask for are added to the terms. */
    private boolean isLeftOut(List<RulePlan> asked, EventClass events) {
        PathTerms wanted = new PathTerms();
        for (RulePlan rule : asked) {
            PathTerms own = new PathTerms();
            boolean anywhere = new ConditionClass(events.anywhere(), own).of(rule.condition()) == Certainty.NEVER;
            if (!anywhere && new ConditionClass(events, own).of(rule.condition()) != Certainty.NEVER) {
                return false;
            }
            wanted.addAll(own);
        }
        wanted.addAll(terms);
        if (!wanted.fit()) {
            return false;
        }
        terms.addAll(wanted);
        return true;
    }
}
