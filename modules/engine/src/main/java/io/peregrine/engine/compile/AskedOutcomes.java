package io.peregrine.engine.compile;

import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which of some events each comparison of a bucket held: all are asked of each such event, also those that an earlier one would have spared. From this the compiler knows what rejects most
 * events of this machine. Several threads may note, also while another reads.
 *
 * <p>Asking is repeated reading: nothing is told to anybody, and where asking changes what others read or calls code that is not ours nothing is noted.
 */
final class AskedOutcomes implements PartOrder.Outcomes {
    private static final int MOST = 128;

    /** Of a bucket with more comparisons nothing is noted: asking them all would hold events up. */
    private static final int MOST_ASKED = 4096;

    private final BucketPlan plan;
    private final List<Plan.Asked> asked = new ArrayList<>();
    private final Map<Plan, BitSet> held = new IdentityHashMap<>();
    private int noted;
    private boolean usable;

    /** The outcomes of what a plan asks; what that is is looked for at the first event, so that loading rules does not wait for it. */
    AskedOutcomes(BucketPlan plan) {
        this.plan = plan;
        this.usable = !plan.changes();
    }

    private void findComparisons() {
        Set<Plan> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Plan> open = new ArrayList<>();
        plan.rules().forEach(rule -> open.add(rule.condition()));
        while (!open.isEmpty()) {
            Plan next = open.removeLast();
            if (seen.add(next)) {
                switch (next) {
                    case Plan.Fixed _ -> {}
                    case Plan.All(List<Plan> parts, boolean _) -> open.addAll(parts);
                    case Plan.Any(List<Plan> parts, boolean _) -> open.addAll(parts);
                    case Plan.Not(Plan part) -> open.add(part);
                    case Plan.Remembered(Plan part, int _) -> open.add(part);
                    case Plan.Asked comparison -> {
                        if (!comparison.inPlace()) {
                            asked.add(comparison);
                        }
                    }
                }
            }
        }
        usable = !asked.isEmpty() && asked.size() <= MOST_ASKED;
    }

    /** Asks everything of the event in the context, which was judged; what was lacking then is told as before. */
    synchronized void note(EvalContext context) {
        if (usable && asked.isEmpty()) {
            findComparisons();
        }
        if (!usable || noted == MOST) {
            return;
        }
        boolean lacked = context.event().takeLacking();
        context.nextEvent();
        try {
            for (Plan.Asked comparison : asked) {
                if (comparison.comparison().test(context)) {
                    held.computeIfAbsent(comparison, absent -> new BitSet(MOST)).set(noted);
                }
            }
            noted++;
        } catch (RuntimeException e) {
            usable = false; // whoever asks in earnest will tell
        }
        context.nextEvent();
        context.event().takeLacking();
        if (lacked) {
            context.event().lack();
        }
    }

    @Override
    public synchronized int events() {
        return usable ? noted : 0;
    }

    @Override
    public synchronized BitSet held(Plan.Asked comparison) {
        return held.containsKey(comparison) ? (BitSet) held.get(comparison).clone() : new BitSet();
    }
}
