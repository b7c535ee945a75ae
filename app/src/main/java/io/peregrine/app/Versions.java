package io.peregrine.app;

import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.schema.EventTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions that Peregrine reports. Under the reference's names stand the reference's values, because rules and tools decide by them;
 * its own version has a name of its own.
 */
public final class Versions {
    /** Peregrine's own version. */
    public static final String PEREGRINE = "0.1.0";

    /** The version of Falco whose behaviour is kept. */
    public static final String FALCO = "0.44.0";

    /** The version of the engine that rule files require. */
    public static final String ENGINE = "0.62.0";

    /** The version of the plugin interface. */
    public static final String PLUGIN_API = "3.12.0";

    /** The version of the built-in container plugin, as far as requirements go. */
    public static final String CONTAINER_PLUGIN = "0.7.1";

    private static final String LIBS = "0.25.2";
    private static final String DRIVER_API = "10.1.0";
    private static final String DEFAULT_DRIVER = "10.2.0+driver";

    private Versions() {}

    /** All versions under the names that {@code --version} and {@code /versions} use, without those of plugins. */
    public static Map<String, String> all() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("default_driver_version", DEFAULT_DRIVER);
        versions.put("driver_api_version", DRIVER_API);
        versions.put("driver_schema_version", EventTable.SCHEMA_VERSION);
        versions.put("engine_version", ENGINE.split("\\.")[1]);
        versions.put("engine_version_semver", ENGINE);
        versions.put("falco_version", FALCO);
        versions.put("libs_version", LIBS);
        versions.put("peregrine_version", PEREGRINE);
        versions.put("plugin_api_version", PLUGIN_API);
        return versions;
    }

    /** All versions as a JSON object, with those of the plugins that a configuration loads. */
    public static String json(Configuration configuration) {
        StringBuilder text = new StringBuilder("{");
        all().forEach((name, version) -> text.append('"').append(name).append("\":\"").append(version).append("\","));
        if (configuration.plugins().isSelected(PluginSettings.CONTAINER)) {
            text.append("\"plugin_versions\":{\"container\":\"").append(CONTAINER_PLUGIN).append("\"},");
        }
        text.setCharAt(text.length() - 1, '}');
        return text.toString();
    }

    /** What {@code --version} prints. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        lines().forEach((label, version) -> text.append(label).append(version).append('\n'));
        return text.toString();
    }

    private static Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Peregrine version: ", PEREGRINE);
        lines.put("Falco version: ", FALCO);
        lines.put("Libs version:  ", LIBS);
        lines.put("Plugin API:    ", PLUGIN_API);
        lines.put("Engine:        ", ENGINE);
        lines.put("Driver:", "");
        lines.put("  API version:    ", DRIVER_API);
        lines.put("  Schema version: ", EventTable.SCHEMA_VERSION);
        lines.put("  Default driver: ", DEFAULT_DRIVER);
        return lines;
    }
}
