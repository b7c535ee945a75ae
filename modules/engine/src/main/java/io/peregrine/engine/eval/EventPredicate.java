package io.peregrine.engine.eval;

/** A planned condition, or part of one. Immutable; shared by all threads. */
@FunctionalInterface
public interface EventPredicate {
    /** Whether the condition holds for the context's event. */
    boolean test(EvalContext context);
}
