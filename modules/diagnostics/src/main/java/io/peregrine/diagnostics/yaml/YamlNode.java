package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of a YAML document. A node that is reached through an alias is the anchored node itself. */
public sealed interface YamlNode {
    /** Where the node stands; for one that is not written, the place behind the colon or dash before it. */
    Span span();

    /** The offset at which the node begins, with its anchor and tag; for one that is not written, that of what follows. */
    default int mark() {
        return span().start();
    }

    /** How a scalar was written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /**
     * A scalar.
     *
     * @param value its text after quotes, escapes and folding
     * @param style how it was written
     * @param span where the text stands
     * @param mark the offset at which its anchor or tag begins, else the text, else what follows
     */
    record Scalar(String value, Style style, Span span, int mark) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether the scalar stands for no value. */
        public boolean isNull() {
            return style == Style.PLAIN && isNull(value);
        }

        /** The text of a key: {@code null} for no value, however that was written. */
        public String asKey() {
            return isNull() ? "null" : value;
        }

        /** Whether a plain text stands for no value. */
        static boolean isNull(String text) {
            return NULLS.contains(text);
        }

        /** Whether the scalar begins with a quote that the end of the file closed, because no other did. */
        public boolean isUnclosed() {
            String written = span.source().content().substring(span.start(), span.end());
            return switch (style) {
                case SINGLE_QUOTED -> written.startsWith("'") && !written.endsWith("'");
                case DOUBLE_QUOTED -> written.startsWith("\"") && !written.endsWith("\"");
                case PLAIN, LITERAL, FOLDED -> false;
            };
        }

        /** The text with the place of each character in the file. */
        public MappedText mapped() {
            return ScalarAligner.align(this);
        }
    }

    /** A sequence. Of a long one the nodes are made when they are asked for. */
    record Sequence(List<YamlNode> items, Span span) implements YamlNode {
        public Sequence {
            items = items instanceof ScalarItems ? items : List.copyOf(items);
        }
    }

    /** A mapping, with its entries in the order written. */
    record Mapping(List<Entry> entries, Span span) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value of the first entry with this scalar key, empty when there is none. */
        public Optional<YamlNode> get(String key) {
            return entry(key).map(Entry::value);
        }

        /** The first entry with this scalar key, empty when there is none. */
        public Optional<Entry> entry(String key) {
            for (Entry entry : entries) {
                if (entry.key() instanceof Scalar scalar && scalar.value().equals(key)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }
    }

    /** A key and its value. */
    record Entry(YamlNode key, YamlNode value) {}
}
