/**
 * The declarations of the built-in fields: one file a class of fields, or a part of one where the class is large.
 *
 * <p>A new field is one more declaration in one of these files. What several fields do alike, such as reading a thread's parent or all
 * its ancestors, is a combinator ({@link io.peregrine.fields.catalog.Lineage}) and never a copy. Nothing here knows operators or
 * outputs.
 */
package io.peregrine.fields.catalog;
