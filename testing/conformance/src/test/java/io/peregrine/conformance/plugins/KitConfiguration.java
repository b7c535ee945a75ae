package io.peregrine.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The configuration and the rules of a step. */
final class KitConfiguration {
    private static final String USUAL = """
            {"engine": {"kind": "nodriver"}, "rules_files": [], "plugins": [], "json_output": true, "json_include_tags_property": false,
            "stdout_output": {"enabled": true}, "syslog_output": {"enabled": false}, "webserver": {"enabled": false}, "watch_config_files": false,
            "capture": {"enabled": false}, "priority": "debug", "outputs_queue": {"capacity": 0}, "buffered_outputs": false, "log_stderr": true,
            "log_syslog": false, "log_level": "debug", "libs_logger": {"enabled": true, "severity": "debug"}, "metrics": {"enabled": false},
            "time_format_iso_8601": true}""";
    private static final Path CAPTURES =
            Path.of("src/test/resources/golden/captures").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private KitConfiguration() {}

    /** The configuration, with the places of libraries still to be put in. */
    static ObjectNode of(JsonNode step) {
        ObjectNode configuration = (ObjectNode) JSON.readTree(USUAL);
        merge(configuration, step.path("config"));
        if (step.has("capture")) {
            String file = CAPTURES.resolve(step.get("capture").asString() + ".scap.gz")
                    .toString();
            configuration
                    .putObject("engine")
                    .put("kind", "replay")
                    .putObject("replay")
                    .put("capture_file", file);
        }
        ArrayNode plugins = (ArrayNode) configuration.get("plugins");
        for (JsonNode plugin : step.path("plugins")) {
            plugins.add(plugin(plugin));
        }
        return configuration;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ObjectNode object
                    && entry.getValue().isObject()
                    && !entry.getValue().isEmpty()) {
                merge(object, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    private static ObjectNode plugin(JsonNode written) {
        if (written.isString()) {
            return JSON.createObjectNode()
                    .put("name", written.asString())
                    .put("library_path", "@LIB@/" + written.asString() + ".so");
        }
        ObjectNode plugin = (ObjectNode) written.deepCopy();
        JsonNode library = plugin.remove("library");
        if (library != null && !plugin.has("library_path")) {
            plugin.put("library_path", "@LIB@/" + library.asString() + ".so");
        }
        if (plugin.has("library_path") && plugin.get("library_path").isNull()) {
            plugin.remove("library_path");
        }
        return plugin;
    }

    /** The rules: those of the step, or one that never matches. */
    static String rules(JsonNode step) {
        JsonNode written = step.has("rules") ? step.get("rules") : JSON.readTree("[{\"condition\": \"evt.num < 0\"}]");
        if (written.isString()) {
            return written.asString();
        }
        ArrayNode rules = JSON.createArrayNode();
        for (JsonNode rule : written) {
            ObjectNode whole = JSON.createObjectNode();
            if (!rule.has("list") && !rule.has("macro") && !rule.has("required_plugin_versions")) {
                whole.put("rule", "r" + rules.size())
                        .put("desc", "-")
                        .put("priority", "INFO")
                        .put("output", "out");
            }
            rule.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
            rules.add(whole);
        }
        return laidOut(rules, "\n");
    }

    /** A line for each value, indented by one blank for each level: positions in rules files are part of the answers. */
    private static String laidOut(JsonNode node, String line) {
        if (node.isEmpty()) {
            return JSON.writeValueAsString(node);
        }
        String deeper = line + " ";
        if (node.isArray()) {
            return node.valueStream()
                    .map(value -> deeper + laidOut(value, deeper))
                    .collect(Collectors.joining(",", "[", line + "]"));
        }
        return node.propertyStream()
                .map(entry ->
                        deeper + JSON.writeValueAsString(entry.getKey()) + ": " + laidOut(entry.getValue(), deeper))
                .collect(Collectors.joining(",", "{", line + "}"));
    }
}
