package io.peregrine.config.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a configuration tree. Immutable. */
public sealed interface ConfigNode {

    /** Returns where the node was written. */
    SettingOrigin origin();

    /** A map from keys to nodes in the order in which they were written. */
    record Mapping(Map<String, ConfigNode> entries, SettingOrigin origin) implements ConfigNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns this map with one entry added or replaced. */
        public Mapping with(String key, ConfigNode value) {
            Map<String, ConfigNode> changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Mapping(changed, origin);
        }

        /** Returns the value of a key. */
        public Optional<ConfigNode> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items, SettingOrigin origin) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A single value as it was written.
     *
     * @param text the value without quotes
     * @param quoted whether it was written in quotes, so that {@code "null"} is a text
     * @param origin where it was written
     */
    record Scalar(String text, boolean quoted, SettingOrigin origin) implements ConfigNode {}

    /** A key without a value, or with the value {@code null}. */
    record Empty(SettingOrigin origin) implements ConfigNode {}

    /** Returns what kind of value this is, with its article, for messages. */
    default String kind() {
        return switch (this) {
            case Mapping ignored -> "a map";
            case Sequence ignored -> "a list";
            case Scalar ignored -> "a single value";
            case Empty ignored -> "nothing";
        };
    }
}
