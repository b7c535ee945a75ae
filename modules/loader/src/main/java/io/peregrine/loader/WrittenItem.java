package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.TextList;
import java.util.List;
import java.util.Optional;

/**
 * A list, macro or rule as it was written, with all that later items changed.
 *
 * @param kind what it is
 * @param name its name
 * @param texts the items of a list, or the one condition of a macro or rule
 * @param place where it stands
 * @param used whether a rule or macro uses it; always true for a rule
 */
public record WrittenItem(Kind kind, String name, List<MappedText> texts, Optional<Span> place, boolean used) {
    public WrittenItem {
        texts = TextList.of(texts);
    }

    /** What an item is. */
    public enum Kind {
        LIST("list"),
        MACRO("macro"),
        RULE("rule");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in messages. */
        public String word() {
            return word;
        }
    }
}
