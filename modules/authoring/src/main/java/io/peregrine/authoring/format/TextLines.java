package io.peregrine.authoring.format;

import io.peregrine.diagnostics.SourceText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines of a text, counted from 0, without their ends.
 *
 * @param source the text
 */
record TextLines(SourceText source) {
    static TextLines of(SourceText source) {
        return new TextLines(source);
    }

    int count() {
        return source.lineCount();
    }

    String line(int line) {
        return source.line(line);
    }

    /** The lines from {@code first} up to, but without, {@code end}. */
    List<String> range(int first, int end) {
        return IntStream.range(first, Math.max(first, end))
                .mapToObj(source::line)
                .toList();
    }

    List<String> all() {
        return range(0, count());
    }

    /** The text between two offsets. */
    String slice(int start, int end) {
        return source.content().substring(start, end);
    }

    int lineOf(int offset) {
        return source.lineOf(offset);
    }

    /** The text between an offset and the end of its line. */
    String rest(int offset) {
        return slice(offset, Math.max(offset, source.endOfLine(source.lineOf(offset))));
    }
}
