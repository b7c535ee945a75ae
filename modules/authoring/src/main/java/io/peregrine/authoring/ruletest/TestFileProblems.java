package io.peregrine.authoring.ruletest;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong in a file of tests, collected while it is read, and the readings that several parts of a file share. */
final class TestFileProblems {
    private static final String CODE = "TEST";

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /** Notes a mistake. */
    void add(Span span, String sentence) {
        diagnostics.add(new Diagnostic(CODE, Severity.ERROR, sentence, Optional.empty(), Optional.of(span), List.of()));
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }

    /** The entries of a mapping by name; a key that is not among the known ones is a mistake. */
    Map<String, YamlNode> entries(YamlNode node, Set<String> known, String what) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (!(node instanceof YamlNode.Mapping mapping)) {
            add(
                    node.span(),
                    "Here stands a mapping of " + what + ": "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
            return entries;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key() instanceof YamlNode.Scalar scalar ? scalar.value() : "";
            if (!known.contains(key)) {
                add(entry.key().span(), "'" + key + "' is no part of " + what + nearest(key, known));
            } else if (entries.put(key, entry.value()) != null) {
                add(entry.key().span(), "'" + key + "' stands twice.");
            }
        }
        return entries;
    }

    private static String nearest(String key, Set<String> known) {
        Optional<String> near = NameDistance.closest(key, known);
        return near.map(name -> "; did you mean '" + name + "'?")
                .orElse("; known are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    /** The text of a scalar; another node is a mistake. */
    String text(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.value().strip();
        }
        add(node.span(), "Here stands a text.");
        return "";
    }

    /** A list of texts; one text alone is a list of itself. */
    List<String> texts(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream().map(this::text).toList();
        }
        String text = text(node);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** A mapping of texts. */
    Map<String, String> textMap(YamlNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(entry -> texts.put(text(entry.key()), text(entry.value())));
        } else {
            add(node.span(), "Here stands a mapping of names to texts.");
        }
        return texts;
    }

    /** A whole number. */
    long number(YamlNode node, long otherwise) {
        try {
            return Long.decode(text(node));
        } catch (NumberFormatException e) {
            add(node.span(), "Here stands a whole number.");
            return otherwise;
        }
    }

    /** A truth. */
    boolean truth(YamlNode node) {
        return switch (text(node)) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                add(node.span(), "Here stands true or false.");
                yield false;
            }
        };
    }
}
