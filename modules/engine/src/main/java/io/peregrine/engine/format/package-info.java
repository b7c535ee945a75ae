/**
 * Outputs: the text of a rule with placeholders for fields, and what a match makes of it.
 *
 * <p>{@link io.peregrine.engine.format.TemplateParser} reads the text once, when rules are loaded; {@link
 * io.peregrine.engine.format.OutputPlanner} binds its fields; {@link io.peregrine.engine.format.RuleOutput} copies the values of a
 * matching event into an immutable alert. Sinks, and the forms in which alerts are written, may not enter.
 */
package io.peregrine.engine.format;
