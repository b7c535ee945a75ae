/**
 * Event parameters as text, as far as the text needs the tables: names behind descriptors, threads, users and groups, and paths seen from
 * a directory.
 *
 * <p>Every parameter has two texts: the plain one, such as {@code 3}, and where there is something to say the resolved one, such as
 * {@code <f>/etc/passwd}. What needs no tables is in {@link io.peregrine.event.render}. No field is declared here.
 */
package io.peregrine.fields.param;
