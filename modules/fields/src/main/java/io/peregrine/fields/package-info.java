/**
 * The fields that conditions and outputs may name, and how each gets its value out of an event and its state.
 *
 * <p>A field is one declaration, {@link io.peregrine.fields.Field}: what lists print of it, what the type checker asks of it, and how it
 * is bound to an argument. Binding happens once, when a rule set is planned; the {@link io.peregrine.fields.Extractor} that comes out
 * reads through an {@link io.peregrine.state.EventContext} into a reusable {@link io.peregrine.fields.Slot} and allocates nothing.
 * Operators, rules and alerts may not enter.
 */
package io.peregrine.fields;
