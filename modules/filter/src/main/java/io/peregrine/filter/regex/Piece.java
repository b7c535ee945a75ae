package io.peregrine.filter.regex;

/**
 * A translated part of a pattern.
 *
 * @param text the part in Perl syntax
 * @param end the offset in the pattern behind it
 */
record Piece(String text, int end) {}
