package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of a YAML document. A node that is reached through an alias is the anchored node itself. */
public sealed interface YamlNode {
    /** Where the node stands. */
    Span span();

    /** How a scalar was written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** A scalar: its text after quotes, escapes and folding. */
    record Scalar(String value, Style style, Span span) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether the scalar stands for no value. */
        public boolean isNull() {
            return style == Style.PLAIN && isNull(value);
        }

        /** Whether a plain text stands for no value. */
        static boolean isNull(String text) {
            return NULLS.contains(text);
        }

        /** The text with the place of each character in the file. */
        public MappedText mapped() {
            return ScalarAligner.align(this);
        }
    }

    /** A sequence. */
    record Sequence(List<YamlNode> items, Span span) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
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
