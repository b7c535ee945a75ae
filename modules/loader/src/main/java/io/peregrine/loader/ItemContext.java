package io.peregrine.loader;

import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a file down to an item or a part of one.
 *
 * @param locations the steps, outermost first, never empty; the first is the file
 * @param span the characters of the last step in the file, empty for the whole file
 */
public record ItemContext(List<Location> locations, Optional<Span> span) {
    private static final int NAME_LENGTH = 20;

    public ItemContext {
        locations = List.copyOf(locations);
    }

    /** A whole file. */
    static ItemContext of(SourceText file) {
        return new ItemContext(List.of(new Location("rules content", "", file.name(), 0, 0, 0)), Optional.empty());
    }

    /** A step down to a node of the file. */
    ItemContext child(String kind, String item, YamlNode node) {
        return child(kind, item, node.mark(), node.span());
    }

    /** A step down to a place in the file. */
    ItemContext child(String kind, String item, Span place) {
        return child(kind, item, place.start(), place);
    }

    private ItemContext child(String kind, String item, int start, Span shown) {
        SourceText source = shown.source();
        Location step = new Location(
                kind,
                item,
                locations.getFirst().name(),
                source.lineOf(start),
                source.byteColumnOf(start),
                source.byteOffsetOf(start));
        return with(step, Optional.of(firstLine(shown)));
    }

    private static Span firstLine(Span place) {
        SourceText source = place.source();
        int end = source.endOfLine(place.line());
        return new Span(source, place.start(), Math.max(place.start(), Math.min(place.end(), end)));
    }

    /** The same steps with the place of a node to show. */
    ItemContext pointingAt(YamlNode node) {
        return pointingAt(firstLine(node.span()));
    }

    /** The same steps with the place of a text to show, where it has one. */
    ItemContext pointingAt(MappedText text) {
        return text.span(0, text.length()).map(this::pointingAt).orElse(this);
    }

    /** The same steps with another place to show. */
    ItemContext pointingAt(Span place) {
        return new ItemContext(locations, Optional.of(place));
    }

    /**
     * A step down to a place in a condition. Its line and column are those in the condition's text, counted from 1, added to those of
     * the step above, as tools that read results expect; the span is the user's own text.
     */
    ItemContext condition(MappedText text, int position, Optional<Span> place) {
        return condition(text, text, position, place);
    }

    /**
     * The same for a place in what lists or macros made of a condition: line and column are those in the text with them, as what is named and shown is the
     * condition as it was written.
     *
     * @param written the condition
     * @param text the text that the position is in
     */
    ItemContext condition(MappedText written, MappedText text, int position, Optional<Span> place) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            if (text.text().charAt(i) == '\n' || text.text().charAt(i) == '\r') {
                line++;
                lineStart = i + 1;
            }
        }
        int end = Math.min(position, text.length());
        int column = SourceText.bytes(text.text(), lineStart, end) + position - end + 1;
        return condition(written, line, column, SourceText.bytes(text.text(), 0, end) + position - end, place);
    }

    /** A step down to a condition as a whole. */
    ItemContext wholeCondition(MappedText text) {
        return condition(text, 0, 0, 0, text.span(0, text.length()));
    }

    private ItemContext condition(MappedText text, int line, int column, int offset, Optional<Span> place) {
        Location above = locations.getLast();
        String start = text.length() > NAME_LENGTH ? text.text().substring(0, NAME_LENGTH - 3) + "..." : text.text();
        String name = "\"" + start.replace('\n', ' ').replace('\r', ' ') + "\"";
        return with(
                new Location(
                        "condition expression",
                        "",
                        name,
                        above.line() + line,
                        above.column() + column,
                        above.offset() + offset,
                        Optional.of(text.text())),
                place.or(() -> span));
    }

    private ItemContext with(Location step, Optional<Span> place) {
        List<Location> steps = new ArrayList<>(locations);
        steps.add(step);
        return new ItemContext(steps, place);
    }
}
