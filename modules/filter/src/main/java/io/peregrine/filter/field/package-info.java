/**
 * What the language knows of a field: its name, type, argument and restrictions, and how a reference such as {@code proc.aname[2]} or
 * {@code evt.arg.flags} is resolved. How a field gets its value is the business of the module that implements
 * {@link io.peregrine.filter.field.FieldCatalog}; no extraction may enter here.
 */
package io.peregrine.filter.field;
