/**
 * The form of conditions: from text to a tree of {@link io.peregrine.filter.syntax.Expr} and back. Every node knows its place in the text,
 * and through it the place in the user's file. Which fields exist and what types they have may not enter here.
 */
package io.peregrine.filter.syntax;
