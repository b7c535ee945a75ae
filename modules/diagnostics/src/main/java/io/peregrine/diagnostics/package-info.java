/**
 * Source texts, places in them, and what is to be said about them. A {@link io.peregrine.diagnostics.Diagnostic} is a value that is
 * collected to the end; {@link io.peregrine.diagnostics.Snippet} is the one place that draws a line of the user's text with a caret. Nothing
 * in here knows rules, settings or filters.
 */
package io.peregrine.diagnostics;
