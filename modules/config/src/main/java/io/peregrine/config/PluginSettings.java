package io.peregrine.config;

import java.util.List;
import java.util.Map;

/**
 * Which plugins are loaded.
 *
 * @param selected the plugins to load, in order
 * @param configured every plugin that the configuration describes, loaded or not
 * @param hostInfo let plugins see the host's own information
 * @param places where the configuration of each was written, by its name
 */
public record PluginSettings(
        List<Plugin> selected, List<Plugin> configured, boolean hostInfo, Map<String, InitPlaces> places) {
    public PluginSettings {
        places = Map.copyOf(places);
        selected = List.copyOf(selected);
        configured = List.copyOf(configured);
    }

    /** The name of the container plugin, which is built in. */
    public static final String CONTAINER = "container";

    /** Tells whether a plugin of this name is loaded. */
    public boolean isSelected(String name) {
        return selected.stream().anyMatch(plugin -> plugin.name().equals(name));
    }

    /**
     * One plugin.
     *
     * @param name its name
     * @param libraryPath its library, absolute unless empty
     * @param initConfig what it is started with; a map of the configuration as JSON; empty for none
     * @param openParams what its event source is opened with; empty for none
     * @param mayFailAlone whether a failure of its event source leaves the others running
     */
    public record Plugin(String name, String libraryPath, String initConfig, String openParams, boolean mayFailAlone) {}
}
