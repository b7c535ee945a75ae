package io.peregrine.config;

import io.peregrine.config.tree.ConfigNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the values of a plugin's {@code init_config} were written, when it is a map: a schema's fault names the key, this the line.
 *
 * @param isMap whether it is a map, so that its text is the one that we write
 * @param origins for {@code <root>} and each {@code <root>[key][index]} the file and line
 */
public record InitPlaces(boolean isMap, Map<String, String> origins) {
    public InitPlaces {
        origins = Map.copyOf(origins);
    }

    static InitPlaces of(ConfigNode init) {
        Map<String, String> origins = new LinkedHashMap<>();
        collect(init, "<root>", origins);
        return new InitPlaces(init instanceof ConfigNode.Mapping, origins);
    }

    private static void collect(ConfigNode node, String steps, Map<String, String> origins) {
        origins.put(steps, node.origin().toString());
        switch (node) {
            case ConfigNode.Mapping mapping ->
                mapping.entries().forEach((key, value) -> collect(value, steps + "[" + key + "]", origins));
            case ConfigNode.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    collect(sequence.items().get(i), steps + "[" + i + "]", origins);
                }
            }
            case ConfigNode.Scalar _, ConfigNode.Empty _ -> {}
        }
    }

    /** The file and line of what these steps lead to, or of the last step on the way that was written. */
    public Optional<String> origin(String steps) {
        for (String at = steps; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('[')))) {
            if (origins.containsKey(at)) {
                return Optional.of(origins.get(at));
            }
        }
        return Optional.empty();
    }
}
