/**
 * Regular expressions of the {@code regex} operator: POSIX syntax as RE2 reads it, a match of the whole text, linear time. The
 * engine is RE2/J; {@link io.peregrine.filter.regex.PosixTranslator} refuses what POSIX syntax refuses and rewrites the rest for it.
 */
package io.peregrine.filter.regex;
