package io.peregrine.filter.syntax;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.Span;
import java.util.Optional;

/**
 * A place in the text of a condition or of a macro.
 *
 * @param text the text, with lists already replaced
 * @param start the offset of the first character in it
 * @param end the offset behind the last character
 */
public record Origin(MappedText text, int start, int end) {
    /** The user's own characters, empty when the text has no source. */
    public Optional<Span> span() {
        return text.span(start, Math.max(end, start + 1));
    }

    /** What was written there, on one line. */
    public String words() {
        String whole = text.text();
        return whole.substring(start, Math.min(end, whole.length()))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
