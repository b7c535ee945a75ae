package io.peregrine.app;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.server.web.Versions;
import java.util.HashMap;
import java.util.Map;

/** Peregrine's own version and those of what a configuration loads. */
public final class ReportedVersions {
    /** Peregrine's own version. */
    public static final String PEREGRINE = "0.1.0";

    private ReportedVersions() {}

    /** All versions under a configuration. */
    public static Versions of(Configuration configuration) {
        return of(configuration, LoadedPlugins.NONE);
    }

    /** All versions under a configuration, with those of its plugins. */
    public static Versions of(Configuration configuration, LoadedPlugins plugins) {
        Map<String, String> versions = new HashMap<>();
        if (configuration.plugins().isSelected(PluginSettings.CONTAINER)) {
            versions.put(PluginSettings.CONTAINER, ContainerPlugin.VERSION);
        }
        plugins.registry()
                .plugins()
                .forEach(plugin -> versions.put(plugin.name(), plugin.identity().version()));
        return new Versions(PEREGRINE, versions);
    }
}
