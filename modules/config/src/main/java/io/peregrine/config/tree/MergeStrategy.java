package io.peregrine.config.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the top-level keys of an included file meet those that are already there. */
public enum MergeStrategy {
    /** Lists grow, other keys are replaced as a whole. */
    APPEND("append"),
    /** Every key is replaced as a whole. */
    OVERRIDE("override"),
    /** Only keys that are not there yet are taken. */
    ADD_ONLY("add-only");

    private final String spelling;

    MergeStrategy(String spelling) {
        this.spelling = spelling;
    }

    /** Reads a strategy's name; anything unknown means {@link #APPEND}. */
    public static MergeStrategy parse(String text) {
        for (MergeStrategy strategy : values()) {
            if (strategy.spelling.equals(text)) {
                return strategy;
            }
        }
        return APPEND;
    }

    /**
     * Returns {@code base} with the keys of {@code included} merged in.
     *
     * @throws TreeException if a list would have to grow out of a single value or a map
     */
    public ConfigNode.Mapping merge(ConfigNode.Mapping base, ConfigNode.Mapping included) throws TreeException {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(base.entries());
        for (Map.Entry<String, ConfigNode> entry : included.entries().entrySet()) {
            ConfigNode present = entries.get(entry.getKey());
            if (this == APPEND && present != null && entry.getValue() instanceof ConfigNode.Sequence added) {
                entries.put(entry.getKey(), grow(entry.getKey(), present, added));
            } else if (this != ADD_ONLY || present == null) {
                entries.put(entry.getKey(), entry.getValue());
            }
        }
        return new ConfigNode.Mapping(entries, base.origin());
    }

    private static ConfigNode grow(String key, ConfigNode present, ConfigNode.Sequence added) throws TreeException {
        return switch (present) {
            case ConfigNode.Sequence list -> {
                List<ConfigNode> items = new ArrayList<>(list.items());
                items.addAll(added.items());
                yield new ConfigNode.Sequence(items, list.origin());
            }
            case ConfigNode.Empty ignored -> added;
            case ConfigNode.Mapping map -> throw cannotGrow(key, map, added);
            case ConfigNode.Scalar scalar -> throw cannotGrow(key, scalar, added);
        };
    }

    private static TreeException cannotGrow(String key, ConfigNode present, ConfigNode added) {
        return new TreeException(added.origin() + ": the list '" + key + "' cannot be appended, because "
                + present.origin() + " holds " + present.kind() + " there; use the strategy 'override'.");
    }
}
