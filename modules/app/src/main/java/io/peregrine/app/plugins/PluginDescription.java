package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.OpenParameter;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.util.List;
import java.util.Optional;

/** What is printed of a plugin, in Falco's form. */
public final class PluginDescription {
    private PluginDescription() {}

    /** Who it is and what it can do. */
    public static String of(RegisteredPlugin plugin) {
        PluginIdentity identity = plugin.identity();
        StringBuilder out = new StringBuilder();
        out.append("Name: ").append(identity.name()).append('\n');
        out.append("Description: ").append(identity.description()).append('\n');
        out.append("Contact: ").append(identity.contact()).append('\n');
        out.append("Version: ").append(identity.version()).append('\n');
        out.append("Capabilities: \n");
        plugin.source().ifPresent(source -> out.append(sourcing(source)));
        if (plugin.extractSources().isPresent()) {
            out.append("  - Field Extraction\n");
        }
        if (plugin.parseSources().isPresent()) {
            out.append("  - Event Parsing\n");
        }
        if (plugin.asyncSources().isPresent()) {
            out.append("  - Async Events\n");
        }
        return out.toString();
    }

    private static String sourcing(SourceName source) {
        return source.id() == 0
                ? "  - Event Sourcing (system events)\n"
                : "  - Event Sourcing (ID=" + source.id() + ", source='" + source.name() + "')\n";
    }

    /**
     * The same with its configuration schema and open parameters, for which it is started.
     *
     * @throws CommandFailure when it cannot be started
     */
    public static String full(RegisteredPlugin plugin, Configuration configuration) throws CommandFailure {
        StringBuilder out = new StringBuilder(of(plugin)).append('\n');
        try {
            Optional<String> schema = plugin.declared().configSchema();
            if (schema.isPresent()) {
                out.append("Init config schema type: JSON\n")
                        .append(schema.get())
                        .append("\n");
            } else {
                out.append("Init config schema type: Not available, plugin does not implement the init config schema"
                        + " functionality\n");
            }
            out.append('\n');
            SourceName source = plugin.source().orElse(SourceName.SYSCALL);
            try (PluginGroup group = new PluginGroup(
                    source,
                    List.of(source),
                    StreamTables.of(configuration, "", source).tables(),
                    (level, line) -> {})) {
                Optional<EventSourcing> sourcing = group.start(plugin).plugin().as(EventSourcing.class);
                if (sourcing.isPresent()) {
                    out.append(parameters(sourcing.get().suggestedParameters()));
                }
            }
        } catch (PluginException e) {
            throw PluginLoading.failure(e);
        }
        return out.toString();
    }

    private static String parameters(List<OpenParameter> parameters) {
        if (parameters.isEmpty()) {
            return "No suggested open params available: plugin has not been configured, or it does not implement the open"
                    + " params suggestion functionality\n";
        }
        StringBuilder out = new StringBuilder("Suggested open params:\n");
        for (OpenParameter parameter : parameters) {
            out.append(parameter.value());
            if (!parameter.description().isEmpty()) {
                out.append(": ").append(parameter.description());
            }
            out.append('\n');
        }
        return out.toString();
    }
}
