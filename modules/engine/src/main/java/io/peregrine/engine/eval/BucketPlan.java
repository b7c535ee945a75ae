package io.peregrine.engine.eval;

import java.util.List;

/**
 * What is asked of the events of one code, rule by rule in order. Every evaluator makes its bucket of this.
 *
 * @param code the event code
 * @param rules the rules that can match
 * @param changes whether asking one may change what the next one reads, so that {@link EvalContext#endRule} is due behind each
 */
public record BucketPlan(int code, List<RulePlan> rules, boolean changes) {
    public BucketPlan {
        rules = List.copyOf(rules);
    }
}
