package io.peregrine.server.web;

import io.peregrine.alert.JsonText;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions that tools ask for: those of the Falco release that Peregrine stands in for, its own, and its plugins'.
 *
 * @param peregrine Peregrine's own version
 * @param plugins the versions of the loaded plugins by name
 */
public record Versions(String peregrine, Map<String, String> plugins) {
    /** The Falco release whose behaviour this is. */
    public static final String FALCO = "0.44.0";

    /** The version of the rules language. */
    public static final String ENGINE = "0.62.0";

    private static final String LIBS = "0.25.2";
    private static final String PLUGIN_API = "3.12.0";
    /** The least that this release needs of a driver, which is what it reports. */
    private static final String DRIVER_API = "10.0.0";

    private static final String DRIVER_SCHEMA = "4.3.0";
    private static final String DRIVER = "10.2.0+driver";

    public Versions {
        plugins = Map.copyOf(plugins);
    }

    /** Returns the versions as a JSON object, keys in order. */
    public String json() {
        SortedMap<String, String> texts = new TreeMap<>(Map.of(
                "default_driver_version", DRIVER,
                "driver_api_version", DRIVER_API,
                "driver_schema_version", DRIVER_SCHEMA,
                "engine_version", ENGINE.split("\\.")[1],
                "engine_version_semver", ENGINE,
                "falco_version", FALCO,
                "libs_version", LIBS,
                "peregrine_version", peregrine,
                "plugin_api_version", PLUGIN_API));
        return JsonText.write(json -> {
            json.writeStartObject();
            texts.forEach((name, version) -> JsonText.writeMember(json, name, version));
            if (!plugins.isEmpty()) {
                json.writeObjectPropertyStart("plugin_versions");
                new TreeMap<>(plugins).forEach((name, version) -> JsonText.writeMember(json, name, version));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** Returns these versions without those of plugins, as before any is loaded. */
    public Versions withoutPlugins() {
        return new Versions(peregrine, Map.of());
    }

    /** Returns the versions as lines of text. */
    public String text() {
        return """
                Peregrine version: %s
                Falco version: %s
                Libs version:  %s
                Plugin API:    %s
                Engine:        %s
                Driver:
                  API version:    %s
                  Schema version: %s
                  Default driver: %s
                """.formatted(peregrine, FALCO, LIBS, PLUGIN_API, ENGINE, DRIVER_API, DRIVER_SCHEMA, DRIVER);
    }
}
