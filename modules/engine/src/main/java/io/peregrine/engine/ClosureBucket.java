package io.peregrine.engine;

import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.Closures;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.EventPredicate;
import io.peregrine.engine.eval.RulePlan;

/** A bucket that asks one predicate tree after another: the reference evaluator. */
final class ClosureBucket implements Bucket {
    private final EventPredicate[] conditions;
    private final int[] rules;
    private final boolean changes;

    ClosureBucket(BucketPlan plan, Closures closures) {
        this.conditions =
                plan.rules().stream().map(rule -> closures.of(rule.condition())).toArray(EventPredicate[]::new);
        this.rules = plan.rules().stream().mapToInt(RulePlan::rule).toArray();
        this.changes = plan.changes();
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        for (int i = 0; i < conditions.length; i++) {
            boolean matches = conditions[i].test(context);
            if (matches && !sink.accept(rules[i])) {
                return;
            }
            if (matches || changes) {
                context.endRule();
            }
        }
    }
}
