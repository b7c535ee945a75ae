package io.peregrine.loader;

import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sentences that say what to do about a fault, where that can be told from the text around it. */
final class Hints {
    static final String TRUTH = "write true or false";
    static final String NUMBER = "write a whole number from 0 to 4294967295";
    static final String FILE_ORDER = "files are read in order: the one that defines it must come before this one";
    static final String EVENT_TYPES =
            "let the condition say which events it is about, such as 'evt.type in (open, openat)', or set warn_evttypes: false";

    private Hints() {}

    /** The known name that is closest to a wrong one, else where the thing with that name may be. */
    static Optional<String> defined(String wrong, Collection<String> known) {
        return NameDistance.suggestion(wrong, known).or(() -> Optional.of(FILE_ORDER));
    }

    /** The event source that may have been meant. */
    static Optional<String> source(String wrong, Collection<String> known) {
        return NameDistance.suggestion(wrong, known)
                .or(() -> Optional.of("the event sources here are: " + String.join(", ", known)));
    }

    /** The key of a mapping that may be the misspelt form of one that is missing. */
    static Optional<String> misspelt(String missing, YamlNode.Mapping mapping) {
        return NameDistance.closest(missing, keys(mapping))
                .map(key -> "is '" + key + "' meant to be '" + missing + "'?");
    }

    /** What an item may be meant to be, none of whose keys is known. */
    static Optional<String> item(YamlNode.Mapping item, Set<String> known) {
        return keys(item).stream()
                .flatMap(key -> NameDistance.suggestion(key, known).stream())
                .findFirst()
                .or(() -> Optional.of("an item is one of: " + String.join(", ", known)));
    }

    private static List<String> keys(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .filter(entry -> entry.key() instanceof YamlNode.Scalar)
                .map(entry -> ((YamlNode.Scalar) entry.key()).value())
                .toList();
    }

    /** The quote that swallows the end of a file; only its last text can have one. */
    static Optional<String> unclosedQuote(List<YamlNode> documents) {
        return documents.isEmpty() ? Optional.empty() : unclosedQuote(documents.getLast());
    }

    private static Optional<String> unclosedQuote(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar
            when scalar.isUnclosed() ->
                Optional.of("the quote that opens at " + scalar.span().place() + " is never closed");
            case YamlNode.Scalar _ -> Optional.empty();
            case YamlNode.Sequence sequence ->
                sequence.items().isEmpty()
                        ? Optional.empty()
                        : unclosedQuote(sequence.items().getLast());
            case YamlNode.Mapping mapping ->
                mapping.entries().isEmpty()
                        ? Optional.empty()
                        : unclosedQuote(mapping.entries().getLast().value());
        };
    }
}
