package io.peregrine.loader;

import java.util.List;

/**
 * A demand of a rule file for plugins: one of these must be there.
 *
 * @param alternatives the plugins that satisfy it, the preferred one first
 */
public record PluginRequirement(List<Plugin> alternatives) {
    public PluginRequirement {
        alternatives = List.copyOf(alternatives);
    }

    /** A plugin and the oldest version that will do, as written. */
    public record Plugin(String name, String version) {}
}
