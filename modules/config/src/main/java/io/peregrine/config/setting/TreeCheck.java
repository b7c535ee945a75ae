package io.peregrine.config.setting;

import io.peregrine.config.tree.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a configuration tree against the catalog: unknown keys and values of a wrong type become findings. */
public final class TreeCheck {
    private static final SettingType ANYTHING = new SettingType.AnyValue();
    private static final Set<String> TRUTHS = Set.of("true", "false");

    /** What Falco says of wrong values where tools look for its words; %s is the value. */
    private static final Map<String, String> FALCO_WORDS = Map.of(
            "rule_matching", "Unknown rule matching strategy \"%s\"--must be one of first, all",
            "priority",
                    "Unknown priority \"%s\"--must be one of emergency, alert, critical, error, warning, notice,"
                            + " informational, debug",
            "syscall_event_drops.threshold",
                    "syscall event drops threshold must be a double in the range [0, 1], but is '%s'");

    private final SettingCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    private final boolean whole;

    private TreeCheck(SettingCatalog catalog, boolean whole) {
        this.catalog = catalog;
        this.whole = whole;
    }

    /** Returns what is wrong with the tree of a file, in the order of its keys; empty when nothing is. */
    public static List<Finding> check(SettingCatalog catalog, ConfigNode root) {
        return check(new TreeCheck(catalog, true), root);
    }

    /** The same of a tree that holds one setting alone, so that its sections lack what stands elsewhere. */
    public static List<Finding> checkOne(SettingCatalog catalog, ConfigNode root) {
        return check(new TreeCheck(catalog, false), root);
    }

    private static List<Finding> check(TreeCheck check, ConfigNode root) {
        check.walk(root, check.catalog.root(), "<root>", "");
        return List.copyOf(check.findings);
    }

    private void walk(ConfigNode node, SettingCatalog.Branch branch, String path, String key) {
        switch (node) {
            case ConfigNode.Empty empty -> withoutValue(empty, branch, path, key);
            case ConfigNode.Mapping mapping -> walkMapping(mapping, branch, path, key);
            case ConfigNode.Sequence sequence -> walkSequence(sequence, branch, path, key);
            case ConfigNode.Scalar scalar -> walkScalar(scalar, branch, path, key);
        }
    }

    private void walkMapping(ConfigNode.Mapping mapping, SettingCatalog.Branch branch, String path, String key) {
        if (branch.children().isEmpty()) {
            SettingType type = branch.setting().map(Setting::type).orElse(ANYTHING);
            switch (type) {
                case SettingType.AnyValue ignored -> {}
                case SettingType.TextOrMap ignored -> {}
                case SettingType.Pairs ignored -> pairs(mapping, path);
                default -> wrong(mapping, path, key, branch);
            }
            return;
        }
        if (whole) {
            demand(mapping, branch, path, key);
        }
        for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
            SettingCatalog.Branch child = branch.children().get(entry.getKey());
            if (child == null) {
                unknown(entry, branch, path, key);
            } else if (child.isFormer()) {
                former(entry.getValue(), child, path + "[" + entry.getKey() + "]", join(key, entry.getKey()));
            } else {
                walk(entry.getValue(), child, path + "[" + entry.getKey() + "]", join(key, entry.getKey()));
            }
        }
    }

    /** A key of an earlier release, or a section of such keys. */
    private void former(ConfigNode node, SettingCatalog.Branch branch, String path, String key) {
        if (branch.children().isEmpty()) {
            String advice = catalog.former().stream()
                    .filter(former -> former.key().equals(key))
                    .map(FormerSetting::advice)
                    .findFirst()
                    .orElse("remove it");
            findings.add(new Finding(node.origin(), path, "'" + key + "' is a key of an earlier release: " + advice));
        } else if (node instanceof ConfigNode.Mapping mapping) {
            walkMapping(mapping, branch, path, key);
        } else {
            withoutValue(node, branch, path, key);
        }
    }

    private void demand(ConfigNode.Mapping mapping, SettingCatalog.Branch branch, String path, String key) {
        if (branch.demand().anyKey() && mapping.entries().isEmpty()) {
            findings.add(new Finding(
                    mapping.origin(), path, "'" + key + "' holds nothing, which is as if it were absent; remove it"));
        }
        for (String name : branch.demand().keys()) {
            if (!mapping.entries().containsKey(name)) {
                findings.add(new Finding(mapping.origin(), path, "'" + key + "' lacks the key '" + name + "'"));
            }
        }
    }

    private void pairs(ConfigNode.Mapping mapping, String path) {
        for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
            if (entry.getValue() instanceof ConfigNode.Mapping || entry.getValue() instanceof ConfigNode.Sequence) {
                String name = entry.getKey();
                findings.add(new Finding(
                        entry.getValue().origin(),
                        path + "[" + name + "]",
                        "'" + name + "' must be a text, but is "
                                + entry.getValue().kind()));
            }
        }
    }

    private void walkSequence(ConfigNode.Sequence sequence, SettingCatalog.Branch branch, String path, String key) {
        SettingType type = branch.setting().map(Setting::type).orElse(null);
        if (branch.item().isPresent()) {
            int index = 0;
            for (ConfigNode item : sequence.items()) {
                walk(item, branch.item().get(), path + "[" + index++ + "]", key + "[]");
            }
        } else if (type instanceof SettingType.Texts) {
            for (ConfigNode item : sequence.items()) {
                if (!(item instanceof ConfigNode.Scalar)) {
                    findings.add(new Finding(
                            item.origin(), path, "an entry of '" + key + "' must be a text, but is " + item.kind()));
                }
            }
        } else if (!(type instanceof SettingType.AnyValue)) {
            wrong(sequence, path, key, branch);
        }
    }

    private void walkScalar(ConfigNode.Scalar scalar, SettingCatalog.Branch branch, String path, String key) {
        boolean text =
                branch.setting().filter(setting -> isText(setting.type())).isPresent();
        if (scalar.text().isEmpty()) {
            if (!text) {
                withoutValue(scalar, branch, path, key);
            }
            return;
        }
        boolean accepted = branch.setting()
                .map(setting -> setting.type().accepts(scalar.text()))
                .orElse(branch.item().filter(item -> item.setting().isPresent()).isPresent());
        if (!accepted) {
            wrong(scalar, path, key, branch);
        } else if (branch.setting().map(Setting::type).orElse(ANYTHING) instanceof SettingType.Bool
                && !TRUTHS.contains(scalar.text())) {
            findings.add(new Finding(
                    scalar.origin(), path, "'" + key + "' is '" + scalar.text() + "'; write true or false"));
        }
    }

    private static boolean isText(SettingType type) {
        return type instanceof SettingType.Text
                || type instanceof SettingType.TextOrMap
                || type instanceof SettingType.AnyValue;
    }

    /** A key with nothing behind it; a map of free form may be empty. */
    private void withoutValue(ConfigNode node, SettingCatalog.Branch branch, String path, String key) {
        boolean free = branch.setting()
                .filter(setting -> setting.type() instanceof SettingType.TextOrMap
                        || setting.type() instanceof SettingType.AnyValue)
                .isPresent();
        if (!key.isEmpty() && !free) {
            findings.add(new Finding(node.origin(), path, "'" + key + "' has no value, which is as if it were absent"));
        }
    }

    private void wrong(ConfigNode node, String path, String key, SettingCatalog.Branch branch) {
        String expected = branch.setting()
                .map(setting -> setting.type().expectation())
                .orElse(branch.item().isPresent() ? "a list" : "a map");
        findings.add(new Finding(node.origin(), path, mismatch(key, expected, node)));
    }

    /** Returns the clause that says what a key must hold and what it holds. */
    static String mismatch(String key, String expected, ConfigNode node) {
        String found = node instanceof ConfigNode.Scalar scalar ? "'" + scalar.text() + "'" : node.kind();
        if (node instanceof ConfigNode.Scalar scalar && FALCO_WORDS.containsKey(key)) {
            return "'" + key + "': " + FALCO_WORDS.get(key).formatted(scalar.text());
        }
        return "'" + key + "' must be " + expected + ", but is " + found;
    }

    private void unknown(
            Map.Entry<String, ConfigNode> entry, SettingCatalog.Branch branch, String path, String parent) {
        String key = join(parent, entry.getKey());
        String hint = NearestKey.find(entry.getKey(), branch, parent, catalog)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; remove it or see --config-schema for the keys there are");
        findings.add(new Finding(
                entry.getValue().origin(), path, "the key '" + key + "' is unknown and has no effect" + hint));
    }

    private static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
