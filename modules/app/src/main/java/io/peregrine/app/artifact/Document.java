package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tree that was read from JSON or YAML, of which whatever is asked for may be missing.
 *
 * @param node the tree, empty where there is none
 */
record Document(Optional<YamlNode> node) {

    /**
     * Reads a text.
     *
     * @param name what it is, for the sentence about a fault
     */
    static Document read(String name, byte[] content) throws CommandFailure {
        YamlDocuments read = YamlReader.read(new SourceText(name, new String(content, StandardCharsets.UTF_8)));
        if (read.problem().isPresent()) {
            throw new CommandFailure(
                    name + " is neither JSON nor YAML: " + read.problem().get().message() + ".");
        }
        return new Document(read.documents().stream().findFirst());
    }

    /** What is below these keys. */
    Document at(String... keys) {
        Optional<YamlNode> found = node;
        for (String key : keys) {
            found = found.flatMap(
                    each -> each instanceof YamlNode.Mapping mapping ? mapping.get(key) : Optional.empty());
        }
        return new Document(found);
    }

    /** The items of a list, none where there is no list. */
    List<Document> items() {
        return node.filter(YamlNode.Sequence.class::isInstance).map(YamlNode.Sequence.class::cast).stream()
                .flatMap(list -> list.items().stream())
                .map(item -> new Document(Optional.of(item)))
                .toList();
    }

    /** The texts of a map. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        if (node.orElse(null) instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.key() instanceof YamlNode.Scalar key && entry.value() instanceof YamlNode.Scalar value) {
                    texts.put(key.value(), value.value());
                }
            }
        }
        return texts;
    }

    /** The text, empty where there is none. */
    String text() {
        return node.orElse(null) instanceof YamlNode.Scalar scalar && !scalar.isNull() ? scalar.value() : "";
    }

    /** The number, -1 where there is none. */
    long number() {
        return text().matches("\\d{1,18}") ? Long.parseLong(text()) : -1;
    }
}
