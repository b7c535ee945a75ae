package io.peregrine.diagnostics;

/**
 * A stretch of a source text.
 *
 * @param source the text
 * @param start the offset of the first character, in UTF-16 units
 * @param end the offset behind the last character; equal to {@code start} for a place between characters
 */
public record Span(SourceText source, int start, int end) {
    public Span {
        if (start < 0 || end < start || end > source.content().length()) {
            throw new IllegalArgumentException(
                    "a span from " + start + " to " + end + " is not inside " + source.name());
        }
    }

    /** The line of the first character, counted from 0. */
    public int line() {
        return source.lineOf(start);
    }

    /** The column of the first character, counted from 0. */
    public int column() {
        return source.columnOf(start);
    }

    /** The place as {@code name:line:column} with both counted from 1, the form that editors jump to. */
    public String place() {
        return source.name() + ":" + (line() + 1) + ":" + (column() + 1);
    }
}
