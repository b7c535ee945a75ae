package io.peregrine.loader;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an item's {@code override} says about its other keys.
 *
 * @param append the keys whose values are added to the earlier ones
 * @param replace the keys whose values take the place of the earlier ones
 */
record Overrides(Set<String> append, Set<String> replace) {
    boolean isEmpty() {
        return append.isEmpty() && replace.isEmpty();
    }

    /** The keys that an item may override. */
    record Allowed(Set<String> append, Set<String> replace) {}

    static Overrides read(Decoder item, YamlNode.Mapping mapping, Allowed allowed) throws LoadException {
        Overrides overrides = new Overrides(new LinkedHashSet<>(), new LinkedHashSet<>());
        YamlNode value = mapping.get("override").orElse(mapping);
        if (value == mapping || value instanceof YamlNode.Scalar) {
            return overrides;
        }
        ItemContext where = item.context().child("overrides", "", mapping);
        if (!(value instanceof YamlNode.Mapping entries)) {
            throw LoadException.meaning("Value of override must be a mapping", where.pointingAt(value))
                    .withHint("write keys with 'append' or 'replace' below override");
        }
        Decoder.requireTextKeys(entries, where);
        for (YamlNode.Entry entry : entries.entries()) {
            overrides.add(entry, allowed, where);
        }
        return overrides;
    }

    private void add(YamlNode.Entry entry, Allowed allowed, ItemContext where) throws LoadException {
        if (!(entry.key() instanceof YamlNode.Scalar name) || !(entry.value() instanceof YamlNode.Scalar operation)) {
            throw LoadException.meaning("Keys and values under override must be text", where.pointingAt(entry.value()))
                    .withHint("write the name of a key of this item and 'append' or 'replace'");
        }
        String key = name.asKey();
        ItemContext atKey = where.child("overrides", key, name);
        switch (operation.value()) {
            case "append" -> {
                if (!allowed.append().contains(key)) {
                    throw LoadException.structure(
                            "Key '" + key + "' cannot be appended to, use 'replace' instead", atKey);
                }
                append.add(key);
            }
            case "replace" -> {
                if (!allowed.replace().contains(key)) {
                    throw LoadException.structure("Key '" + key + "' cannot be replaced", atKey);
                }
                replace.add(key);
            }
            default ->
                throw LoadException.structure(
                        "Invalid override operation for key '" + key + "': '" + operation.asKey()
                                + "'. Allowed values are: "
                                + (allowed.append().contains(key) ? "append " : "")
                                + (allowed.replace().contains(key) ? "replace " : ""),
                        where.child("value for", key, operation));
        }
    }

    /** The context of an item, showing what its {@code override} says of a key. */
    static ItemContext pointingAt(String key, Decoder item) {
        return item.node("override")
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(override -> ((YamlNode.Mapping) override).entry(key))
                .map(entry -> item.context().pointingAt(entry.key()))
                .orElse(item.context());
    }

    /** The overridable keys that the item has. */
    static Set<String> present(Decoder item, Allowed allowed) {
        Set<String> keys = new TreeSet<>(allowed.append());
        keys.addAll(allowed.replace());
        keys.removeIf(key -> !item.has(key));
        return keys;
    }
}
