package io.peregrine.plugin.host;

import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginException.Fault;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonSchema;
import io.peregrine.plugin.json.JsonValue;
import java.util.Optional;

/** The configuration that an instance is started with, held against the plugin's schema in Falco's words (plugin.cpp of libs 0.25.2). */
public final class InitConfiguration {
    private InitConfiguration() {}

    /** The text that start is handed. */
    static String check(Plugin plugin, PluginSpec spec) throws PluginException {
        Optional<String> schema = plugin.configSchema();
        return schema.isPresent()
                ? check(plugin.identity().name(), spec.name(), schema.get(), spec.initConfig())
                : spec.initConfig();
    }

    /**
     * The text that a plugin is started with: an empty object for an empty one.
     *
     * @param name the plugin's name
     * @param schema its schema
     * @param initConfig what is configured
     * @throws PluginException when the schema is none, or does not allow it
     */
    public static String check(String name, String schema, String initConfig) throws PluginException {
        return check(name, name, schema, initConfig);
    }

    private static String check(String name, String entry, String schema, String initConfig) throws PluginException {
        JsonSchema rules;
        try {
            rules = JsonSchema.of(JsonReader.read(schema));
        } catch (JsonException e) {
            throw new PluginException(
                    "error in plugin " + name + ": get_init_schema did not return a json object", Fault.BREACH);
        }
        String text = initConfig.isEmpty() ? "{}" : initConfig;
        JsonValue value;
        try {
            value = JsonReader.read(text);
        } catch (JsonException e) {
            throw new PluginException("error in plugin " + name + ": init config is not a valid json", Fault.BREACH);
        }
        check(name, entry, rules, value);
        return text;
    }

    /**
     * Holds a value against a schema.
     *
     * @param name the plugin's name
     * @param schema its schema
     * @param value what is configured
     * @throws PluginException when the schema does not allow it
     */
    public static void check(String name, JsonSchema schema, JsonValue value) throws PluginException {
        check(name, name, schema, value);
    }

    private static void check(String name, String entry, JsonSchema schema, JsonValue value) throws PluginException {
        Optional<JsonSchema.Fault> fault = schema.check(value);
        if (fault.isPresent()) {
            throw PluginException.ofConfiguration(
                    "error in plugin " + name + " init config: In "
                            + fault.get().context() + ", " + fault.get().description(),
                    new PluginException.ConfigurationPlace(entry, fault.get().context()));
        }
    }
}
