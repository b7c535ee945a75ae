package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import java.util.List;

/** The fields, operators or values of an exception: one text or a list. */
sealed interface ExceptionEntry {
    /** One text. */
    record One(MappedText text) implements ExceptionEntry {}

    /** A list; its items may be lists again. */
    record Many(List<ExceptionEntry> items) implements ExceptionEntry {
        public Many {
            items = List.copyOf(items);
        }
    }

    /** An entry that was not given. */
    static ExceptionEntry none() {
        return new One(MappedText.unmapped(""));
    }

    /** Whether it was given and is not empty. */
    default boolean isGiven() {
        return switch (this) {
            case One one -> one.text().length() > 0;
            case Many many -> !many.items().isEmpty();
        };
    }

    /** The text of a single entry; empty for a list. */
    default MappedText text() {
        return this instanceof One one ? one.text() : MappedText.unmapped("");
    }

    /** A text to point at: the entry itself or the first text in its list, empty when there is none. */
    default MappedText place() {
        return switch (this) {
            case One one -> one.text();
            case Many many ->
                many.items().isEmpty()
                        ? MappedText.unmapped("")
                        : many.items().getFirst().place();
        };
    }

    /** The items of a list; none for a single entry. */
    default List<ExceptionEntry> items() {
        return this instanceof Many many ? many.items() : List.of();
    }
}
