package io.peregrine.lsp.feature;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import io.peregrine.loader.WrittenItem;
import io.peregrine.lsp.text.Ranges;
import io.peregrine.lsp.text.RuleSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.TextEdit;

/** Gives a list, a macro or a rule another name wherever it is written, in tests of rules too. */
public final class Renaming {
    private static final Set<String> RULE_KEYS = Set.of("rule", "expect", "forbid");

    private final RuleSpace space;
    private final List<SourceText> tests;

    /**
     * Renaming in files.
     *
     * @param tests the files of tests of these rules
     */
    public Renaming(RuleSpace space, List<SourceText> tests) {
        this.space = space;
        this.tests = List.copyOf(tests);
    }

    /** Why a name cannot be given; empty when it can. */
    public Optional<String> refusal(RuleSpace.Name name, String wanted) {
        if (name.kind() != WrittenItem.Kind.RULE && !wanted.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            return Optional.of("A " + name.kind().word() + " has a name of letters, digits, - and _.");
        }
        if (wanted.isBlank() || wanted.contains("\n")) {
            return Optional.of("A rule has a name of one line.");
        }
        return space.definitions(new RuleSpace.Name(name.kind(), wanted)).isEmpty()
                ? Optional.empty()
                : Optional.of("There is a " + name.kind().word() + " '" + wanted + "' already.");
    }

    /** The changes, by the addresses of the files. */
    public Map<String, List<TextEdit>> edits(RuleSpace.Name name, String wanted) {
        Map<String, List<TextEdit>> edits = new LinkedHashMap<>();
        for (RuleSpace.Mention mention : space.mentions(name)) {
            SourceText source = mention.file().source();
            edits.computeIfAbsent(Ranges.uri(source), file -> new ArrayList<>())
                    .add(new TextEdit(Ranges.of(source, mention.word()), wanted));
        }
        if (name.kind() == WrittenItem.Kind.RULE) {
            tests.forEach(test -> new InTests(test, name.text(), wanted).into(edits));
        }
        return edits;
    }

    /** The name of a rule in a file of tests. */
    private record InTests(SourceText test, String name, String wanted) {
        void into(Map<String, List<TextEdit>> edits) {
            List<TextEdit> found = new ArrayList<>();
            YamlReader.read(test).documents().forEach(document -> find(document, "", found));
            if (!found.isEmpty()) {
                edits.put(Ranges.uri(test), found);
            }
        }

        private void find(YamlNode node, String key, List<TextEdit> found) {
            switch (node) {
                case YamlNode.Scalar scalar -> {
                    if (RULE_KEYS.contains(key) && scalar.value().equals(name)) {
                        found.add(edit(scalar));
                    }
                }
                case YamlNode.Sequence sequence -> sequence.items().forEach(item -> find(item, key, found));
                case YamlNode.Mapping mapping ->
                    mapping.entries()
                            .forEach(entry -> find(
                                    entry.value(),
                                    entry.key() instanceof YamlNode.Scalar text ? text.value() : "",
                                    found));
            }
        }

        private TextEdit edit(YamlNode.Scalar scalar) {
            int start = scalar.span().start();
            int quotes = scalar.style() == YamlNode.Style.PLAIN ? 0 : 1;
            String written = test.content().substring(start, scalar.span().end());
            int end = start + written.stripTrailing().length() - quotes;
            return new TextEdit(Ranges.of(test, start + quotes, end), wanted);
        }
    }
}
