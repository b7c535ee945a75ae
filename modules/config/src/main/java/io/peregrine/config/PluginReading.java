package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.JsonForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which plugins are loaded and how the built-in container plugin is set up. */
final class PluginReading {
    private static final Path PLUGINS = Path.of("/usr/share/falco/plugins");
    private final SettingReader reader;

    PluginReading(SettingReader reader) {
        this.reader = reader;
    }

    PluginSettings plugins() {
        List<PluginSettings.Plugin> configured = new ArrayList<>();
        for (SettingReader entry : reader.items("plugins")) {
            plugin(entry).ifPresent(configured::add);
        }
        boolean hostInfo = reader.flag("plugins_hostinfo");
        if (!reader.has("load_plugins")) {
            return new PluginSettings(configured, configured, hostInfo);
        }
        List<PluginSettings.Plugin> selected = new ArrayList<>();
        for (String name : reader.texts("load_plugins")) {
            Optional<PluginSettings.Plugin> found = configured.stream()
                    .filter(plugin -> plugin.name().equals(name))
                    .findFirst();
            if (found.isPresent()) {
                selected.add(found.get());
            } else if (name.equals(PluginSettings.CONTAINER)) {
                selected.add(new PluginSettings.Plugin(name, "", "", ""));
            } else {
                reader.problem(
                        "load_plugins",
                        "the plugin '" + name + "' cannot be loaded, because 'plugins' does not list it");
            }
        }
        return new PluginSettings(selected, configured, hostInfo);
    }

    private static Optional<PluginSettings.Plugin> plugin(SettingReader entry) {
        String name = entry.text("name");
        if (!(entry.node() instanceof ConfigNode.Mapping) || name.isEmpty() || !entry.has("library_path")) {
            entry.problem(entry.node(), "an entry of 'plugins' needs a 'name' and a 'library_path'");
            return Optional.empty();
        }
        String library = library(entry, entry.text("library_path"));
        String init = switch (entry.find("init_config")
                .orElse(new ConfigNode.Scalar("", true, entry.node().origin()))) {
            case ConfigNode.Scalar scalar -> scalar.text();
            case ConfigNode other -> JsonForm.of(other);
        };
        return Optional.of(new PluginSettings.Plugin(
                name, library, init, entry.text("open_params").strip()));
    }

    private static String library(SettingReader entry, String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return path;
        }
        Path resolved = PLUGINS.resolve(path).normalize();
        if (!resolved.startsWith(PLUGINS)) {
            entry.problem(
                    "library_path",
                    "the plugin's library_path '" + path + "' leads out of the plugins folder " + PLUGINS);
        }
        return resolved.toString();
    }

    ContainerSettings containers() {
        return new ContainerReading(reader).read();
    }
}
