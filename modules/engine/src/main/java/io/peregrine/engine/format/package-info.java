/**
 * Outputs: what a match makes of a {@link io.peregrine.filter.template.Template}.
 *
 * <p>{@link io.peregrine.engine.format.OutputPlanner} binds its fields; {@link io.peregrine.engine.format.RuleOutput} copies the values of a
 * matching event into an immutable alert. Sinks, and the forms in which alerts are written, may not enter.
 */
package io.peregrine.engine.format;
