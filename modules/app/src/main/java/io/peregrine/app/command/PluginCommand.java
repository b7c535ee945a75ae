package io.peregrine.app.command;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerPlugin;

/** Prints what is known about plugins: today the one that is built in. */
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

    /** All loaded plugins. */
    static String list(Configuration configuration) throws CommandFailure {
        RuleSetup.checkPlugins(configuration);
        boolean container = configuration.plugins().isSelected(PluginSettings.CONTAINER);
        return container ? "1 Plugins Loaded:\n\n" + description() + "\n" : "0 Plugins Loaded:\n\n\n";
    }

    /** One plugin by its name or library path. */
    static String describe(Configuration configuration, String name) throws CommandFailure {
        boolean known = name.equals(PluginSettings.CONTAINER)
                || configuration.plugins().configured().stream()
                        .anyMatch(plugin -> plugin.name().equals(PluginSettings.CONTAINER)
                                && plugin.libraryPath().equals(name));
        if (!known) {
            throw new CommandFailure("There is no plugin '" + name + "'; the one that is built in is 'container'.");
        }
        return description()
                + "\nInit config schema type: Not available\n\nNo suggested open params available: the plugin"
                + " brings no events of its own.\n";
    }

    private static String description() {
        return CONTAINER.formatted(ContainerPlugin.VERSION);
    }
}
