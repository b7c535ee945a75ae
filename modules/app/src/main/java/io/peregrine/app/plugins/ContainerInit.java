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
                throw new IllegalStateException("our schema is one", e);
            }
        }
    }

    private static void check(String schema, PluginSettings.Plugin asked, boolean isMap)
            throws PluginException, JsonException {
        String text = asked.initConfig().isEmpty() ? "{}" : asked.initConfig();
        Optional<JsonValue> rules = OwnJson.read(schema);
        Optional<JsonValue> value = isMap || asked.initConfig().isEmpty() ? OwnJson.read(text) : Optional.empty();
        if (rules.isPresent() && value.isPresent()) {
            InitConfiguration.check(PluginSettings.CONTAINER, JsonSchema.of(rules.get()), value.get());
        } else {
            InitConfiguration.check(PluginSettings.CONTAINER, schema, text);
        }
    }

    private static boolean isMap(Configuration configuration) {
        return Optional.ofNullable(configuration.plugins().places().get(PluginSettings.CONTAINER))
                .map(InitPlaces::isMap)
                .orElse(false);
    }
}
