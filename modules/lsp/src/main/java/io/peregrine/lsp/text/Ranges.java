package io.peregrine.lsp.text;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import java.nio.file.Path;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Places of texts as the protocol counts them: lines and UTF-16 units, both from 0. */
public final class Ranges {
    private Ranges() {}

    /** The place of an offset. */
    public static Position position(SourceText source, int offset) {
        return new Position(source.lineOf(offset), source.columnOf(offset));
    }

    /** The stretch between two offsets. */
    public static Range of(SourceText source, int start, int end) {
        return new Range(position(source, start), position(source, end));
    }

    /** The stretch of a word. */
    public static Range of(SourceText source, Word word) {
        return of(source, word.start(), word.end());
    }

    /** The stretch of a span. */
    public static Range of(Span span) {
        return of(span.source(), span.start(), span.end());
    }

    /** A word in its file. */
    public static Location location(SourceText source, Word word) {
        return new Location(uri(source), of(source, word));
    }

    /** The address of a file. */
    public static String uri(SourceText source) {
        return Path.of(source.name()).toUri().toString();
    }

    /** The offset of a place, which may lie behind the end of its line or of the text. */
    public static int offset(SourceText source, Position position) {
        if (position.getLine() >= source.lineCount()) {
            return source.content().length();
        }
        int start = source.startOfLine(position.getLine());
        return Math.min(start + position.getCharacter(), Math.max(start, source.endOfLine(position.getLine())));
    }
}
