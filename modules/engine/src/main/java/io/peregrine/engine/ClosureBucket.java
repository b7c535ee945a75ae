package io.peregrine.engine;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.EventPredicate;

/** A bucket that asks one predicate tree after another: the reference evaluator. */
final class ClosureBucket implements Bucket {
    private final EventPredicate[] conditions;
    private final int[] rules;

    ClosureBucket(EventPredicate[] conditions, int[] rules) {
        this.conditions = conditions;
        this.rules = rules;
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        for (int i = 0; i < conditions.length; i++) {
            if (conditions[i].test(context) && !sink.accept(rules[i])) {
                return;
            }
        }
    }
}
