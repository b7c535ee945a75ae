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
final class InitConfiguration {
    private InitConfiguration() {}

    /** The text that start is handed. */
    static String check(Plugin plugin, PluginSpec spec) throws PluginException {
        Optional<String> schema = plugin.configSchema();
        if (schema.isEmpty()) {
            return spec.initConfig();
        }
        String name = plugin.identity().name();
        JsonSchema rules;
        try {
            rules = JsonSchema.of(JsonReader.read(schema.get()));
        } catch (JsonException e) {
            throw new PluginException(
                    "error in plugin " + name + ": get_init_schema did not return a json object", Fault.BREACH);
        }
        String text = spec.initConfig().isEmpty() ? "{}" : spec.initConfig();
        JsonValue value;
        try {
            value = JsonReader.read(text);
        } catch (JsonException e) {
            throw new PluginException("error in plugin " + name + ": init config is not a valid json", Fault.BREACH);
        }
        Optional<JsonSchema.Fault> fault = rules.check(value);
        if (fault.isPresent()) {
            throw new PluginException(
                    "error in plugin " + name + " init config: In "
                            + fault.get().context() + ", " + fault.get().description(),
                    Fault.BREACH);
        }
        return text;
    }
}
