package io.peregrine.engine;

import io.peregrine.engine.eval.EvalContext;

/** The rules that look at the events of one code of one source: what every evaluator makes of them. Immutable; shared by all threads. */
public interface Bucket {
    /** A bucket without rules. */
    Bucket EMPTY = (context, sink) -> {};

    /**
     * Asks the rules in order about the context's event, each as if it were the first ({@link EvalContext#endRule}).
     *
     * @param context the event and the scratch of the calling thread, {@link EvalContext#nextEvent} called
     * @param sink told of each rule that matches, until it has enough
     */
    void match(EvalContext context, MatchSink sink);
}
