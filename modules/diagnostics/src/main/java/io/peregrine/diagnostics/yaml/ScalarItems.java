package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.RangeList;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The items of a long sequence, of which those that are scalars on one line without escapes are kept as places of the text alone and made when
 * they are asked for: a node with its text takes a hundred bytes, and a list of a threat feed has a million. Immutable once it is built.
 */
final class ScalarItems extends AbstractList<YamlNode> implements RandomAccess {
    /** A shorter sequence is kept as it is. */
    private static final int LONG = 1000;

    /** What stands in the place of the start of an item that is kept as a node; the end is its number among those. */
    private static final int OTHER = -1;

    private final SourceText source;
    private final RangeList ranges = new RangeList();
    private final List<YamlNode> others = new ArrayList<>();

    private ScalarItems(SourceText source) {
        this.source = source;
    }

    @Override
    public int size() {
        return ranges.size();
    }

    @Override
    public YamlNode get(int index) {
        int start = ranges.start(index);
        return start == OTHER ? others.get(ranges.end(index)) : written(start, ranges.end(index));
    }

    /** The scalar whose characters, with its quotes, are all between two offsets; the range of a plain one goes on to the next token. */
    private YamlNode.Scalar written(int start, int end) {
        String content = source.content();
        YamlNode.Style style = switch (content.charAt(start)) {
            case '\'' -> YamlNode.Style.SINGLE_QUOTED;
            case '"' -> YamlNode.Style.DOUBLE_QUOTED;
            default -> YamlNode.Style.PLAIN;
        };
        String value = style == YamlNode.Style.PLAIN
                ? content.substring(start, end).stripTrailing()
                : content.substring(start + 1, Math.max(start + 1, end - 1));
        return new YamlNode.Scalar(value, style, new Span(source, start, end), start);
    }

    private void append(YamlNode item) {
        int start = item.span().start();
        int end = item.span().end();
        if (item instanceof YamlNode.Scalar
                && end > start
                && written(start, end).equals(item)) {
            ranges.add(start, end);
        } else {
            ranges.add(OTHER, others.size());
            others.add(item);
        }
    }

    /** Collects the items of a sequence. */
    static final class Builder {
        private final SourceText source;
        private final List<YamlNode> few = new ArrayList<>();
        private Optional<ScalarItems> many = Optional.empty();

        Builder(SourceText source) {
            this.source = source;
        }

        void add(YamlNode item) {
            if (many.isEmpty() && few.size() == LONG) {
                ScalarItems items = new ScalarItems(source);
                few.forEach(items::append);
                few.clear();
                many = Optional.of(items);
            }
            if (many.isPresent()) {
                many.get().append(item);
            } else {
                few.add(item);
            }
        }

        /** The items; none may be added any more. */
        List<YamlNode> build() {
            return many.<List<YamlNode>>map(items -> items).orElse(few);
        }
    }
}
