package io.peregrine.engine.eval;

import java.util.List;

/**
 * What is asked of the events of one code, rule by rule in order. Every evaluator makes its bucket of this.
 *
 * @param code the event code
 * @param rules the rules that can match
 */
public record BucketPlan(int code, List<RulePlan> rules) {
    public BucketPlan {
        rules = List.copyOf(rules);
    }
}
