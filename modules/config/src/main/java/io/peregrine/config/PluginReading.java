package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.SettingOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which plugins are loaded and how the built-in container plugin is set up. */
final class PluginReading {
    private static final Path OURS = Path.of("/usr/share/peregrine/plugins");
    private static final Path PLUGINS = Path.of("/usr/share/falco/plugins");
    private final SettingReader reader;

    PluginReading(SettingReader reader) {
        this.reader = reader;
    }

    PluginSettings plugins() {
        List<PluginSettings.Plugin> configured = new ArrayList<>();
        Map<String, InitPlaces> places = new HashMap<>();
        for (SettingReader entry : reader.items("plugins")) {
            plugin(entry).ifPresent(configured::add);
            entry.find("init_config").ifPresent(init -> places.putIfAbsent(entry.text("name"), InitPlaces.of(init)));
        }
        boolean hostInfo = reader.flag("plugins_hostinfo");
        if (!reader.has("load_plugins")) {
            return new PluginSettings(configured, configured, hostInfo, places);
        }
        List<PluginSettings.Plugin> selected = new ArrayList<>();
        for (String name : reader.texts("load_plugins")) {
            Optional<PluginSettings.Plugin> found = configured.stream()
                    .filter(plugin -> plugin.name().equals(name))
                    .findFirst();
            if (found.isPresent()) {
                selected.add(found.get());
            } else if (name.equals(PluginSettings.CONTAINER)) {
                selected.add(new PluginSettings.Plugin(name, "", "", "", false));
            } else {
                reader.fault("Cannot load plugin '" + name + "': plugin config not found for given name");
            }
        }
        return new PluginSettings(selected, configured, hostInfo, places);
    }

    private static Optional<PluginSettings.Plugin> plugin(SettingReader entry) {
        String name = entry.text("name");
        Optional<ConfigNode> init = entry.find("init_config");
        if (!(entry.node() instanceof ConfigNode.Mapping)
                || name.isEmpty()
                || !entry.has("library_path")
                || init.filter(ConfigNode.Sequence.class::isInstance).isPresent()
                || isCompound(entry.find("open_params"))) {
            refuse(entry, "bad conversion");
            return Optional.empty();
        }
        return library(entry, entry.text("library_path"))
                .map(library -> new PluginSettings.Plugin(
                        name,
                        library,
                        init.map(PluginReading::initText).orElse(""),
                        entry.text("open_params").strip(),
                        entry.text("on_failure").equals("continue")));
    }

    private static boolean isCompound(Optional<ConfigNode> node) {
        return node.filter(value -> value instanceof ConfigNode.Mapping || value instanceof ConfigNode.Sequence)
                .isPresent();
    }

    private static String initText(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Scalar scalar -> scalar.text();
            case ConfigNode.Empty _ -> "";
            case ConfigNode.Mapping _, ConfigNode.Sequence _ -> PluginJson.of(node);
        };
    }

    /** A relative path is looked for in our folder, then in Falco's. */
    private static Optional<String> library(SettingReader entry, String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return Optional.of(path);
        }
        Path ours = OURS.resolve(path).normalize();
        Path resolved = PLUGINS.resolve(path).normalize();
        if (!resolved.startsWith(PLUGINS)) {
            refuse(
                    entry,
                    "plugin library_path '" + path + "' resolves outside the plugins directory (" + PLUGINS + "/)");
            return Optional.empty();
        }
        return Optional.of((Files.exists(ours) ? ours : resolved).toString());
    }

    /** Falco's words, with the line of the entry. */
    private static void refuse(SettingReader entry, String reason) {
        SettingOrigin origin = entry.node().origin();
        entry.fault("Error reading config file(" + origin.place() + "): could not load plugins config: yaml-cpp: error"
                + " at line " + origin.line() + ", column 1: " + reason);
    }

    ContainerSettings containers() {
        return new ContainerReading(reader).read();
    }
}
