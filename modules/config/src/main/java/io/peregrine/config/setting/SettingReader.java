package io.peregrine.config.setting;

import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads typed values out of a merged configuration tree. A key that is absent, empty or {@code null} gives the value that
 * the catalog names for it; a value of a wrong type is noted as a problem and gives that value too, so that all problems
 * of a file are found at once. A choice of words or an address that is there but empty is of a wrong type.
 */
public final class SettingReader {
    private final SettingCatalog catalog;
    private final ConfigNode node;
    private final String prefix;
    private final List<String> problems;

    private SettingReader(SettingCatalog catalog, ConfigNode node, String prefix, List<String> problems) {
        this.catalog = catalog;
        this.node = node;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Makes a reader; every problem is added to {@code problems} as a sentence. */
    public static SettingReader over(SettingCatalog catalog, ConfigNode root, List<String> problems) {
        return new SettingReader(catalog, root, "", problems);
    }

    /** Returns a truth value. */
    public boolean flag(String key) {
        return Truth.parse(scalar(key)).orElse(false);
    }

    /** Returns a whole number. */
    public long whole(String key) {
        return SettingType.Numbers.whole(scalar(key)).orElse(0L);
    }

    /** Returns a whole number whose bounds fit an int. */
    public int number(String key) {
        return Math.toIntExact(whole(key));
    }

    /** Returns a number with a fraction. */
    public double real(String key) {
        return SettingType.Numbers.real(scalar(key)).orElse(0.0);
    }

    /** Returns a text; empty when there is none. */
    public String text(String key) {
        return scalar(key);
    }

    /** Returns one of the words of a choice, in lower case. */
    public String word(String key) {
        return scalar(key).toLowerCase(Locale.ROOT);
    }

    /** Returns a length of time; zero when there is none. */
    public Duration span(String key) {
        return TimeSpan.parse(scalar(key)).orElse(Duration.ZERO);
    }

    /** Returns a list of texts; a single text is a list of one. */
    public List<String> texts(String key) {
        return switch (find(key).orElse(new ConfigNode.Empty(node.origin()))) {
            case ConfigNode.Empty ignored -> List.of();
            case ConfigNode.Scalar scalar -> List.of(scalar.text());
            case ConfigNode.Mapping mapping -> {
                mismatch(key, mapping);
                yield List.of();
            }
            case ConfigNode.Sequence sequence -> {
                List<String> texts = new ArrayList<>();
                for (ConfigNode item : sequence.items()) {
                    switch (item) {
                        case ConfigNode.Scalar scalar -> texts.add(scalar.text());
                        case ConfigNode.Empty ignored -> {}
                        default ->
                            problem(item, "an entry of '" + prefix + key + "' must be a text, but is " + item.kind());
                    }
                }
                yield List.copyOf(texts);
            }
        };
    }

    /** Returns a map from names to texts, in the written order. */
    public Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        switch (find(key).orElse(new ConfigNode.Empty(node.origin()))) {
            case ConfigNode.Mapping mapping ->
                mapping.entries().forEach((name, value) -> {
                    switch (value) {
                        case ConfigNode.Scalar scalar -> pairs.put(name, scalar.text());
                        case ConfigNode.Empty ignored -> pairs.put(name, "");
                        default ->
                            problem(
                                    value,
                                    "'" + prefix + key + "." + name + "' must be a text, but is " + value.kind());
                    }
                });
            case ConfigNode.Empty ignored -> {}
            case ConfigNode other -> mismatch(key, other);
        }
        return pairs;
    }

    /** Returns a reader for every entry of a list; a single value is a list of one. */
    public List<SettingReader> items(String key) {
        List<SettingReader> readers = new ArrayList<>();
        switch (find(key).orElse(new ConfigNode.Empty(node.origin()))) {
            case ConfigNode.Sequence sequence ->
                sequence.items()
                        .forEach(item -> readers.add(new SettingReader(catalog, item, prefix + key + "[].", problems)));
            case ConfigNode.Scalar scalar ->
                readers.add(new SettingReader(catalog, scalar, prefix + key + "[].", problems));
            case ConfigNode.Mapping mapping -> problem(mapping, TreeCheck.mismatch(prefix + key, "a list", mapping));
            case ConfigNode.Empty ignored -> {}
        }
        return readers;
    }

    /** Returns the value of a key as it stands in the tree, unless it is absent or empty. */
    public Optional<ConfigNode> find(String key) {
        return present(key).filter(found -> !(found instanceof ConfigNode.Empty));
    }

    /** Returns the value of a key, also an empty one; what stands where a map should be is noted as a problem. */
    private Optional<ConfigNode> present(String key) {
        ConfigNode at = node;
        StringBuilder path =
                new StringBuilder(prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix);
        for (String name : key.split("\\.")) {
            if (!(at instanceof ConfigNode.Mapping mapping)) {
                if (isSection(path.toString()) && !isEmpty(at)) {
                    problem(at, TreeCheck.mismatch(path.toString(), "a map", at));
                }
                return Optional.empty();
            }
            if (mapping.get(name).isEmpty()) {
                return Optional.empty();
            }
            at = mapping.get(name).get();
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
        return Optional.of(at);
    }

    /** Tells whether a key holds other keys and nothing else. */
    private boolean isSection(String path) {
        return !path.isEmpty() && catalog.find(path).isEmpty();
    }

    private static boolean isEmpty(ConfigNode node) {
        return node instanceof ConfigNode.Empty
                || node instanceof ConfigNode.Scalar scalar && scalar.text().isEmpty();
    }

    /** Tells whether a key is present, even with an empty value. */
    public boolean has(String key) {
        int dot = key.lastIndexOf('.');
        Optional<ConfigNode> parent = dot < 0 ? Optional.of(node) : find(key.substring(0, dot));
        return parent.filter(at -> at instanceof ConfigNode.Mapping mapping
                        && mapping.entries().containsKey(key.substring(dot + 1)))
                .isPresent();
    }

    /** Returns the node that this reader stands on. */
    public ConfigNode node() {
        return node;
    }

    /** Notes a problem with a value, as a clause that follows its place. */
    public void problem(ConfigNode at, String clause) {
        problems.add(at.origin() + ": " + clause + ".");
    }

    /** Notes a problem that has words of its own. */
    public void fault(String sentence) {
        problems.add(sentence);
    }

    /** Notes a problem with the value of a key, or with the file as a whole when the key is absent. */
    public void problem(String key, String clause) {
        problem(find(key).orElse(node), clause);
    }

    private String scalar(String key) {
        Setting setting = catalog.get(prefix + key);
        Optional<ConfigNode> found = present(key);
        boolean needsWord =
                setting.type() instanceof SettingType.Choice || setting.type() instanceof SettingType.Address;
        if (found.isPresent() && needsWord && isEmpty(found.get())) {
            mismatch(key, found.get());
        }
        if (found.isEmpty() || found.get() instanceof ConfigNode.Empty) {
            return setting.fallback();
        }
        if (found.get() instanceof ConfigNode.Scalar scalar) {
            boolean text = setting.type() instanceof SettingType.Text;
            if (scalar.text().isEmpty() && !text) {
                return setting.fallback();
            }
            if (setting.type().accepts(scalar.text())) {
                return text ? scalar.text() : scalar.text().strip();
            }
        }
        mismatch(key, found.get());
        return setting.fallback();
    }

    private void mismatch(String key, ConfigNode found) {
        String expected = catalog.get(prefix + key).type().expectation();
        problem(found, TreeCheck.mismatch(prefix + key, expected, found));
    }
}
