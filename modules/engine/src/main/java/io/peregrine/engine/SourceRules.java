package io.peregrine.engine;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.ScratchPlan;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import java.util.Arrays;
import java.util.BitSet;

/** The rules of one event source, indexed by event code. Immutable; shared by all threads. */
public final class SourceRules {
    /** No rules at all. */
    static final SourceRules NONE = none();

    private final Bucket[] buckets;
    private final BitSet codes;
    private final ScratchPlan.Size scratch;

    SourceRules(Bucket[] buckets, BitSet codes, ScratchPlan.Size scratch) {
        this.buckets = buckets;
        this.codes = codes;
        this.scratch = scratch;
    }

    private static SourceRules none() {
        Bucket[] buckets = new Bucket[EventCodes.COUNT];
        Arrays.fill(buckets, Bucket.EMPTY);
        return new SourceRules(buckets, new BitSet(), new ScratchPlan().size());
    }

    /** The rules that look at events of a code; {@link Bucket#EMPTY} when none does. */
    public Bucket bucket(int code) {
        return buckets[code];
    }

    /** The event codes that some rule looks at, as a new set. */
    public BitSet codes() {
        return (BitSet) codes.clone();
    }

    /** The scratch that one thread needs to judge the events of this context. */
    public EvalContext newContext(EventContext event) {
        return new EvalContext(event, scratch);
    }
}
