/**
 * Planning of checked conditions, and their evaluation as a tree of small closures.
 *
 * <p>{@link io.peregrine.engine.eval.Planner} turns conditions into {@link io.peregrine.engine.eval.Plan}s once, when a rule set is built: constants are
 * prepared, fields are bound, equal sub-conditions become one part that is asked at most once an event, and nothing is moved across the reading of a
 * field that changes what others read. {@link io.peregrine.engine.eval.Closures} interprets plans: the evaluator that any faster one is held
 * against. Plans and predicates are immutable and shared; everything that changes while an event is judged is in the {@link
 * io.peregrine.engine.eval.EvalContext} that one thread owns. Rules, alerts and files may not enter.
 */
package io.peregrine.engine.eval;
