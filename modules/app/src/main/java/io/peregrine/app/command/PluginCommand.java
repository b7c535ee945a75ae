package io.peregrine.app.command;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.ContainerInit;
import io.peregrine.app.plugins.PluginDescription;
import io.peregrine.app.plugins.PluginLoading;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.InitSchema;
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
              - Event Parsing
              - Async Events
            """;

    private final Configuration configuration;
    private final Path home;

    /** For a configuration and the folder of the installation. */
    PluginCommand(Configuration configuration, Path home) {
        this.configuration = configuration;
        this.home = home;
    }

    /** All loaded plugins, none of which is started. */
    String list() throws CommandFailure {
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

    /**
     * Prints one plugin by its configured name or library path; it is started for it.
     *
     * @throws CommandFailure when there is none, or it fails, after what could be said before
     */
    int describe(String wanted, Terminal terminal) throws CommandFailure {
        Optional<PluginSettings.Plugin> entry = configuration.plugins().configured().stream()
                .filter(plugin ->
                        plugin.name().equals(wanted) || plugin.libraryPath().equals(wanted))
                .findFirst();
        if (wanted.equals(PluginSettings.CONTAINER)
                || entry.filter(plugin -> plugin.name().equals(PluginSettings.CONTAINER))
                        .isPresent()) {
            return terminal.print(CONTAINER.formatted(ContainerPlugin.VERSION)
                    + PluginDescription.schema(InitSchema.text(ContainerInit.compatibility(configuration))));
        }
        if (entry.isEmpty()) {
            throw new CommandFailure("can't find plugin and print its info: " + wanted);
        }
        try (PluginRegistry registry = new PluginLoading(home).load(entry.get())) {
            RegisteredPlugin plugin = registry.plugins().getFirst();
            terminal.print(PluginDescription.of(plugin));
            terminal.print(PluginDescription.schema(plugin));
            return terminal.print(PluginDescription.openParameters(plugin, configuration));
        }
    }
}
