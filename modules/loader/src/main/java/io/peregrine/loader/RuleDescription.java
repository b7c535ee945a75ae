package io.peregrine.loader;

import io.peregrine.diagnostics.CharacterWidth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code -L} and {@code -l} print: rules, macros and lists as written and as compiled.
 *
 * <p>The JSON form has for each rule what it says ({@code info}) and what became of it ({@code details}: events, fields, operators, macros and
 * lists used, the compiled condition and output). The text form is a table of names and descriptions.
 */
public final class RuleDescription {
    private static final int NAME_WIDTH = 50;
    private static final int TEXT_WIDTH = 110 - 51;

    private final Map<String, Object> tree;
    private final List<CompiledRule> rules;

    private RuleDescription(Map<String, Object> tree, List<CompiledRule> rules) {
        this.tree = tree;
        this.rules = rules;
    }

    /** A description of everything that was loaded. */
    public static RuleDescription ofAll(LoadedDetails loaded) {
        DetailTrees trees = new DetailTrees(loaded);
        Map<String, Object> tree = new LinkedHashMap<>();
        Definitions definitions = loaded.definitions();
        tree.put("required_engine_version", definitions.engine().toString());
        tree.put(
                "required_plugin_versions",
                definitions.plugins().stream().map(DetailTrees::requirement).toList());
        List<CompiledRule> rules = List.copyOf(loaded.compilation().rules().values());
        tree.put("rules", rules.stream().map(trees::rule).toList());
        tree.put("macros", definitions.macros().stream().map(trees::macro).toList());
        tree.put("lists", definitions.lists().stream().map(trees::list).toList());
        return new RuleDescription(tree, rules);
    }

    /** A description of one rule; empty when there is none of that name. */
    public static Optional<RuleDescription> ofRule(LoadedDetails loaded, String name) {
        return Optional.ofNullable(loaded.compilation().rules().get(name))
                .map(rule -> new RuleDescription(
                        Map.of("rules", List.of(new DetailTrees(loaded).rule(rule))), List.of(rule)));
    }

    /** The description as JSON. */
    public String json() {
        return PlainJson.write(tree);
    }

    Map<String, Object> tree() {
        return tree;
    }

    /** The description as a table for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        row(text, "Rule", "Description");
        row(text, "----", "-----------");
        for (CompiledRule rule : rules) {
            String description = wrapped(rule.texts().description());
            row(text, rule.name(), description + "\n");
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String description) {
        text.append(name)
                .repeat(' ', Math.max(0, NAME_WIDTH - CharacterWidth.of(name)))
                .append(' ');
        text.append(description).append('\n');
    }

    /** The words of a description, each with a blank behind it, in lines; those behind the first stand under it. */
    private static String wrapped(String description) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (String word : description.strip().split("\\s+")) {
            int width = CharacterWidth.of(word) + 1;
            if (length + width > TEXT_WIDTH) {
                text.append('\n').repeat(' ', NAME_WIDTH + 1);
                length = 0;
            }
            text.append(word).append(' ');
            length += width;
        }
        return text.toString();
    }
}
