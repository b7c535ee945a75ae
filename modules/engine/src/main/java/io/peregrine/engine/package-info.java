/**
 * The rule set that judges events: which rules look at which event, in which order, and what a match becomes.
 *
 * <p>A {@link io.peregrine.engine.RuleSet} is immutable and shared; whatever changes while events are judged lies in objects that one
 * thread owns. Conditions are planned and evaluated in {@code eval}, outputs are filled in in {@code format}. Nothing here knows a file, what a
 * field means, where an event comes from or where an alert goes.
 */
package io.peregrine.engine;
