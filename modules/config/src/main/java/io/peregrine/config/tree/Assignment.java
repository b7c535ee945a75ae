package io.peregrine.config.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An override from the command line: a path and the value that goes there.
 *
 * @param path where the value goes; what is missing on the way is made
 * @param value the value
 * @param text the option as it was given, for messages
 */
public record Assignment(KeyPath path, ConfigNode value, String text) {

    /**
     * Reads {@code key=value}. A value in braces or brackets is read as YAML, every other one is taken as it stands.
     *
     * @param plain tells of a path (as a pattern, {@code a[].b}) that its value is never YAML
     * @throws TreeException if there is no equals sign, or key or value cannot be read
     */
    public static Assignment parse(String text, Predicate<String> plain) throws TreeException {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new TreeException(
                    "The option -o " + text + " has no value: write it as key=value or key.subkey=value.");
        }
        KeyPath path = KeyPath.parse(text.substring(0, equals));
        String value = text.substring(equals + 1);
        boolean yaml = !plain.test(path.pattern());
        if (yaml) {
            requireEnd(text, equals, value);
        }
        boolean enclosed = value.startsWith("{") && value.endsWith("}") || value.startsWith("[") && value.endsWith("]");
        ConfigNode node = enclosed && yaml
                ? YamlText.readOption(text, value)
                : new ConfigNode.Scalar(value, true, SettingOrigin.option(text));
        return new Assignment(path, node, text);
    }

    private static void requireEnd(String text, int equals, String value) throws TreeException {
        String key = text.substring(0, equals);
        if (value.startsWith("[") && !value.endsWith("]")) {
            throw new TreeException(
                    "The option -o " + text + " begins a list with '[' that no ']' ends: write " + key + "=[...].");
        }
        if (value.startsWith("{") && !value.endsWith("}")) {
            throw new TreeException(
                    "The option -o " + text + " begins a map with '{' that no '}' ends: write " + key + "={...}.");
        }
    }

    /**
     * Returns the tree with the value in its place.
     *
     * @throws TreeException if the path leads through a value that is neither map nor list, or beyond a list's end
     */
    public ConfigNode applyTo(ConfigNode root) throws TreeException {
        return set(root, path.steps());
    }

    /** Returns a tree that holds nothing but this value; a list on the way has one entry. */
    public ConfigNode alone() throws TreeException {
        List<KeyPath.Step> steps = new ArrayList<>();
        for (KeyPath.Step step : path.steps()) {
            steps.add(step instanceof KeyPath.Step.Index ? new KeyPath.Step.Append() : step);
        }
        return set(nothing(), steps);
    }

    private ConfigNode set(ConfigNode node, List<KeyPath.Step> rest) throws TreeException {
        if (rest.isEmpty()) {
            return value;
        }
        List<KeyPath.Step> below = rest.subList(1, rest.size());
        return switch (rest.getFirst()) {
            case KeyPath.Step.Name(String name) -> {
                Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping(node, name));
                entries.put(name, set(entries.getOrDefault(name, nothing()), below));
                yield new ConfigNode.Mapping(entries, node.origin());
            }
            case KeyPath.Step.Index(int index) -> {
                List<ConfigNode> items = new ArrayList<>(items(node));
                if (index > items.size()) {
                    throw wrong(
                            "the list has " + items.size() + " entries, so position " + index + " would leave a gap");
                }
                if (index == items.size()) {
                    items.add(nothing());
                }
                items.set(index, set(items.get(index), below));
                yield new ConfigNode.Sequence(items, node.origin());
            }
            case KeyPath.Step.Append() -> {
                List<ConfigNode> items = new ArrayList<>(items(node));
                items.add(set(nothing(), below));
                yield new ConfigNode.Sequence(items, node.origin());
            }
        };
    }

    private Map<String, ConfigNode> mapping(ConfigNode node, String name) throws TreeException {
        return switch (node) {
            case ConfigNode.Mapping mapping -> mapping.entries();
            case ConfigNode.Empty ignored -> Map.of();
            case ConfigNode.Sequence ignored ->
                throw wrong("there is a list where the key '" + name + "' is looked for; write a position in brackets");
            case ConfigNode.Scalar scalar -> throw wrong("the value '" + scalar.text() + "' has no key '" + name + "'");
        };
    }

    private List<ConfigNode> items(ConfigNode node) throws TreeException {
        return switch (node) {
            case ConfigNode.Sequence sequence -> sequence.items();
            case ConfigNode.Empty ignored -> List.of();
            case ConfigNode.Mapping ignored -> throw wrong("brackets follow a key that holds a map");
            case ConfigNode.Scalar scalar -> throw wrong("brackets follow a key that holds '" + scalar.text() + "'");
        };
    }

    private ConfigNode nothing() {
        return new ConfigNode.Empty(SettingOrigin.option(text));
    }

    private TreeException wrong(String problem) {
        return new TreeException("The option -o " + text + " cannot be applied: " + problem + ".");
    }
}
