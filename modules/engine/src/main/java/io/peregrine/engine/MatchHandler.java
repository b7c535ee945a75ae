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

    /**
     * The condition of a rule read what somebody outside has not told yet ({@link io.peregrine.state.EventContext#lack}), so that it may have decided otherwise than it should. Told
     * behind the matches of the event.
     *
     * @param rule the rule's number in its rule set
     */
    default void lacked(int rule) {}
}
