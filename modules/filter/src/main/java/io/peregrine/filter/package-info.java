/**
 * The filter language. {@code syntax} reads conditions, {@code resolve} puts lists and macros in their place, {@code field} says what a field is
 * to the language, {@code typed} checks a condition against a catalog of fields and yields the tree that an evaluator runs, {@code regex} checks
 * and compiles regular expressions. Nothing in here reads an event or a rules file.
 */
package io.peregrine.filter;
