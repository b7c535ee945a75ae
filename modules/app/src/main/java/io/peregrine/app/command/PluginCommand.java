package io.peregrine.app.command;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.PluginDescription;
import io.peregrine.app.plugins.PluginLoading;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints what is known about plugins. */
final class PluginCommand {
    private static final String CONTAINER = """
            Name: container
            Description: the container that a process runs in, as fields of system call events; built into Peregrine
            Contact: the Peregrine project
            Version: %s
            Capabilities:
              - Field Extraction
            """;

    private PluginCommand() {}

    /** All loaded plugins, none of which is started. */
    static String list(Configuration configuration, Path home) throws CommandFailure {
        try (PluginRegistry registry = new PluginLoading(home).load(configuration, line -> {})) {
            List<String> blocks = new ArrayList<>();
            registry.plugins().forEach(plugin -> blocks.add(PluginDescription.of(plugin)));
            if (configuration.plugins().isSelected(PluginSettings.CONTAINER)) {
                blocks.add(CONTAINER.formatted(ContainerPlugin.VERSION));
            }
            StringBuilder out = new StringBuilder(blocks.size() + " Plugins Loaded:\n\n");
            blocks.forEach(block -> out.append(block).append('\n'));
            return out.append('\n').toString();
        }
    }

    /** One plugin by its configured name or library path, which is started for it. */
    static String describe(Configuration configuration, Path home, String wanted) throws CommandFailure {
        Optional<PluginSettings.Plugin> entry = configuration.plugins().configured().stream()
                .filter(plugin ->
                        plugin.name().equals(wanted) || plugin.libraryPath().equals(wanted))
                .findFirst();
        if (wanted.equals(PluginSettings.CONTAINER)
                || entry.filter(plugin -> plugin.name().equals(PluginSettings.CONTAINER))
                        .isPresent()) {
            return CONTAINER.formatted(ContainerPlugin.VERSION)
                    + "\nInit config schema type: Not available, plugin does not implement the init config schema"
                    + " functionality\n\nNo suggested open params available: plugin has not been configured, or it does"
                    + " not implement the open params suggestion functionality\n";
        }
        if (entry.isEmpty()) {
            throw CommandFailure.ofRuntime("can't find plugin and print its info: " + wanted, null);
        }
        try (PluginRegistry registry = new PluginLoading(home).load(entry.get())) {
            RegisteredPlugin plugin = registry.plugins().getFirst();
            return PluginDescription.full(plugin, configuration);
        }
    }
}
