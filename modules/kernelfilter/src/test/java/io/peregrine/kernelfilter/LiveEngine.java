package io.peregrine.kernelfilter;

import io.peregrine.engine.Judge;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.SourceException;
import io.peregrine.probe.Counter;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeCounters;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A probe with tables and rules of its own, which sees the whole machine and keeps the alerts of some processes by thread. */
final class LiveEngine implements AutoCloseable {
    /** Calls that come all the time from everywhere. */
    private static final Set<String> FLOOD = Set.of("sched_switch", "page_fault_user", "page_fault_kernel");

    private static final int AMPLE_RING_BYTES = 64 << 20;
    private static final int MOST_AT_ONCE = 10_000;

    private final ProbeSource source;
    private final EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
    private final StateEngine state = new StateEngine();
    private final Map<Long, List<String>> alerts = new TreeMap<>();
    private Judge judge = Judge.withoutRules(context);

    private LiveEngine(ProbeSource source) {
        this.source = source;
    }

    /** An engine that watches every call; nothing is left out yet. */
    static LiveEngine open() throws SourceException {
        return new LiveEngine(
                Probe.open(new ProbeSpec(ids(calls()), AMPLE_RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false)));
    }

    private static BitSet calls() {
        BitSet calls = ToyRules.allCalls();
        FLOOD.forEach(
                name -> calls.clear(SyscallTable.byName(name).orElseThrow().id()));
        return calls;
    }

    private static Set<Integer> ids(BitSet calls) {
        return calls.stream().boxed().collect(Collectors.toSet());
    }

    /** Judges by these rules from now on, and forgets what matched before. */
    void judgeBy(RuleSet rules) {
        alerts.clear();
        judge = new Judge(
                rules,
                "syscall",
                context,
                RuleMatching.ALL,
                (set, rule, eval) -> alerts.computeIfAbsent(context.event().tid(), any -> new ArrayList<>())
                        .add(set.rule(rule).label().name() + ": "
                                + set.output(rule).alert(eval, "").message() + " " + descriptors()));
    }

    /** Everything that the tables hold of what the event's process has open. */
    private Map<Long, String> descriptors() {
        Map<Long, String> all = new TreeMap<>();
        context.thread()
                .descriptors()
                .forEachInOrder((number, descriptor) -> all.put(
                        number,
                        descriptor.kind() + " " + descriptor.name() + " " + descriptor.openFlags() + " "
                                + descriptor.flags() + " " + descriptor.node()));
        return all;
    }

    /** Leaves out what may be left out, as a reload does: everything is delivered in between. */
    void leaveOut(LeavingOut leaving) throws SourceException {
        BitSet calls = calls();
        calls.andNot(leaving.unwatched());
        source.probe().deliverAll();
        source.probe().watch(ids(calls));
        source.probe().leaveOut(leaving.filter());
    }

    /**
     * Takes what is there, but not so much that the other engine's ring fills meanwhile: an empty ring is waited for some milliseconds. True when the end of this
     * thread was among it, behind which nothing is taken.
     */
    boolean step(long thread) throws SourceException {
        for (int taken = 0; taken < MOST_AT_ONCE && source.next(context.event()) == Outcome.EVENT; taken++) {
            state.process(context);
            judge.judge();
            if (context.event().code() == EventCodes.PROCEXIT_1_E
                    && context.event().tid() == thread) {
                return true;
            }
        }
        return false;
    }

    Map<Long, List<String>> alerts() {
        return alerts;
    }

    /** How many events were lost, so that nothing can be compared. */
    long lost() {
        ProbeCounters counters = source.probe().counters();
        return counters.get(Counter.DROPPED) + counters.get(Counter.TOO_LARGE);
    }

    /** How many events were left out. */
    long leftOut() {
        return source.probe().leftOut().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many of one call. */
    long leftOut(String call) {
        return source.probe()
                .leftOut()
                .getOrDefault(SyscallTable.byName(call).orElseThrow().id(), 0L);
    }

    @Override
    public void close() {
        source.close();
    }
}
