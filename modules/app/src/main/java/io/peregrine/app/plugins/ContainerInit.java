package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.config.InitPlaces;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.InitSchema;
import io.peregrine.event.Compatibility;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.InitConfiguration;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonSchema;
import io.peregrine.plugin.json.JsonValue;
import java.util.Map;
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
                check(InitSchema.text(compatibility(configuration)), asked.get(), isMap(configuration));
            } catch (PluginException e) {
                throw PluginLoading.failure(e);
            } catch (JsonException e) {
                throw new IllegalStateException("we wrote both", e);
            }
        }
    }

    private static void check(String schema, PluginSettings.Plugin asked, boolean isMap)
            throws PluginException, JsonException {
        if (isMap || asked.initConfig().isEmpty()) {
            JsonValue value = isMap ? OwnJson.read(asked.initConfig()) : new JsonValue.Members(Map.of());
            InitConfiguration.check(PluginSettings.CONTAINER, JsonSchema.of(OwnJson.read(schema)), value);
        } else {
            InitConfiguration.check(PluginSettings.CONTAINER, schema, asked.initConfig());
        }
    }

    private static boolean isMap(Configuration configuration) {
        return Optional.ofNullable(configuration.plugins().places().get(PluginSettings.CONTAINER))
                .map(InitPlaces::isMap)
                .orElse(false);
    }
}
