/**
 * Conditions whose fields are found, whose constants are parsed and whose types fit: {@link io.peregrine.filter.typed.ConditionChecker} makes
 * a {@link io.peregrine.filter.typed.Condition} from a parsed one, and an evaluator runs it without looking at a name or a text again. Equal parts of conditions are equal
 * objects by {@code equals}, so that shared parts can be found. Everything is immutable.
 */
package io.peregrine.filter.typed;
