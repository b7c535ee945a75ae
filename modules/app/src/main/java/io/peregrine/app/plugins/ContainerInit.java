package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.InitSchema;
import io.peregrine.event.Compatibility;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.InitConfiguration;
import java.util.Optional;

/** The {@code init_config} of the plugin {@code container}, which is held against its schema as that of any plugin. */
public final class ContainerInit {
    private ContainerInit() {}

    /** Whose answers count where Falco is wrong. */
    public static Compatibility compatibility(Configuration configuration) {
        return configuration.exact() ? Compatibility.EXACT : Compatibility.RIGHT;
    }

    /**
     * Holds it against the schema, where the plugin is asked for.
     *
     * @throws CommandFailure with the first fault, in the words of any plugin's
     */
    public static void check(Configuration configuration) throws CommandFailure {
        Optional<PluginSettings.Plugin> asked = configuration.plugins().selected().stream()
                .filter(plugin -> plugin.name().equals(PluginSettings.CONTAINER))
                .findFirst();
        if (asked.isPresent()) {
            try {
                InitConfiguration.check(
                        PluginSettings.CONTAINER,
                        InitSchema.text(compatibility(configuration)),
                        asked.get().initConfig());
            } catch (PluginException e) {
                throw PluginLoading.failure(e);
            }
        }
    }
}
