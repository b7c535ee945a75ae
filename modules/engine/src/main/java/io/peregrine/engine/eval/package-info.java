/**
 * Evaluation of checked conditions as a tree of small closures.
 *
 * <p>{@link io.peregrine.engine.eval.Planner} turns conditions into {@link io.peregrine.engine.eval.EventPredicate}s once, when a rule
 * set is built: constants are prepared, fields are bound, equal sub-conditions become one predicate that is asked at most once an event.
 * Predicates are immutable and shared; everything that changes while an event is judged is in the {@link
 * io.peregrine.engine.eval.EvalContext} that one thread owns. This is the reference that any faster evaluator is held against. Rules,
 * alerts and files may not enter.
 */
package io.peregrine.engine.eval;
