package io.peregrine.engine;

import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.Closures;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.ScratchPlan;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one event source, indexed by event code. Shared by all threads. What is asked never changes; who asks it may: a bucket can be
 * {@linkplain #exchange exchanged} by itself, at any time and by any thread, for another of the same plan.
 */
public final class SourceRules {
    /** No rules at all. */
    static final SourceRules NONE = new SourceRules(Map.of(), new BitSet(), new ScratchPlan().size());

    private final Map<Integer, BucketPlan> plans;
    private final BitSet codes;
    private final ScratchPlan.Size scratch;

    /** Never written to: an exchange puts another array here, so that a look-up is a load that every compiler knows. */
    private volatile Bucket[] buckets;

    /** Rules that the closures ask. */
    SourceRules(Map<Integer, BucketPlan> plans, BitSet codes, ScratchPlan.Size scratch) {
        this.plans = Map.copyOf(plans);
        this.codes = codes;
        this.scratch = scratch;
        Closures closures = new Closures();
        Bucket[] first = new Bucket[EventCodes.COUNT];
        Arrays.fill(first, Bucket.EMPTY);
        plans.forEach((code, plan) -> first[code] = new ClosureBucket(plan, closures));
        buckets = first;
    }

    /** The rules that look at events of a code; {@link Bucket#EMPTY} when none does. */
    public Bucket bucket(int code) {
        return buckets[code];
    }

    /** What is asked of the events of a code, empty when nothing is. */
    public Optional<BucketPlan> plan(int code) {
        return Optional.ofNullable(plans.get(code));
    }

    /**
     * Lets another evaluator answer for a code from now on.
     *
     * @param code the code
     * @param bucket made of the code's {@link #plan}, so that it gives the same answers
     * @throws IllegalArgumentException when nothing is asked of the code's events
     */
    public synchronized void exchange(int code, Bucket bucket) {
        if (!plans.containsKey(code)) {
            throw new IllegalArgumentException("No rule looks at events of the code " + code + ".");
        }
        Bucket[] exchanged = buckets.clone();
        exchanged[code] = bucket;
        buckets = exchanged;
    }

    /** The event codes that some rule looks at, as a new set. */
    public BitSet codes() {
        return (BitSet) codes.clone();
    }

    /** The size of the scratch that the plans need. */
    public ScratchPlan.Size scratch() {
        return scratch;
    }

    /** The scratch that one thread needs to judge the events of this context. */
    public EvalContext newContext(EventContext event) {
        return new EvalContext(event, scratch);
    }
}
