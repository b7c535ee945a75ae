package io.peregrine.app;

import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.server.web.Versions;
import java.util.Map;

/** Peregrine's own version and those of what a configuration loads. */
public final class ReportedVersions {
    /** Peregrine's own version. */
    public static final String PEREGRINE = "0.1.0";

    private ReportedVersions() {}

    /** All versions under a configuration. */
    public static Versions of(Configuration configuration) {
        boolean container = configuration.plugins().isSelected(PluginSettings.CONTAINER);
        return new Versions(
                PEREGRINE, container ? Map.of(PluginSettings.CONTAINER, ContainerPlugin.VERSION) : Map.of());
    }
}
