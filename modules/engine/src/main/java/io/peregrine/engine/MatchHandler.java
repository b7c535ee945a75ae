package io.peregrine.engine;

import io.peregrine.engine.eval.EvalContext;

/** Is told of each match while the event is still there. */
@FunctionalInterface
public interface MatchHandler {
    /**
     * A rule matched.
     *
     * @param rules the rule set
     * @param rule the rule's number in it
     * @param context the event, for {@link io.peregrine.engine.format.RuleOutput#alert}; not to be kept
     */
    void matched(RuleSet rules, int rule, EvalContext context);
}
