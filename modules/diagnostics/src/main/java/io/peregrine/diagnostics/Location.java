package io.peregrine.diagnostics;

import java.util.Optional;

/**
 * One step on the way from a file down to the thing that a diagnostic is about: a rule, its condition, a place in it.
 *
 * @param kind what the step is, such as {@code rule condition}
 * @param item the name of the thing, empty when it has none
 * @param name the name of the text that line and column count in
 * @param line the line, counted from 0
 * @param column the column, counted from 0 in bytes of UTF-8, as tools that read results expect
 * @param offset the offset in the text in bytes of UTF-8
 * @param condition the condition's text where the step goes down to a place in a condition
 */
public record Location(
        String kind, String item, String name, int line, int column, int offset, Optional<String> condition) {
    /** A step to a place in a file. */
    public Location(String kind, String item, String name, int line, int column, int offset) {
        this(kind, item, name, line, column, offset, Optional.empty());
    }
}
