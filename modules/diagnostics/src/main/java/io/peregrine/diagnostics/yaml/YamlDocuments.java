package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.Span;
import java.util.List;
import java.util.Optional;

/**
 * What {@link YamlReader} found in a text.
 *
 * @param documents the documents; those before the problem when there is one
 * @param problem why reading ended early, empty when it did not
 */
public record YamlDocuments(List<YamlNode> documents, Optional<Problem> problem) {
    public YamlDocuments {
        documents = List.copyOf(documents);
    }

    /**
     * A fault in the form of the text.
     *
     * @param message what is wrong
     * @param span where
     */
    public record Problem(String message, Span span) {}
}
