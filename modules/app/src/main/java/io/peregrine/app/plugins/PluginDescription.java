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
    /** What is printed in place of a schema, behind an empty line. */
    private static final String NO_SCHEMA = """

            Init config schema type: Not available, plugin does not implement the init config schema functionality


            """;

    private static final String NO_PARAMETERS =
            "No suggested open params available: plugin has not been configured, or it does not implement the open"
                    + " params suggestion functionality\n";

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

    /** A schema as it is printed, behind an empty line. */
    public static String schema(String text) {
        return "\nInit config schema type: JSON\n" + text + "\n\n";
    }

    /**
     * The schema of its configuration, behind an empty line.
     *
     * @throws CommandFailure when it gives none that can be used
     */
    public static String schema(RegisteredPlugin plugin) throws CommandFailure {
        try {
            return plugin.declared()
                    .configSchema()
                    .map(PluginDescription::schema)
                    .orElse(NO_SCHEMA);
        } catch (PluginException e) {
            throw PluginLoading.failure(e);
        }
    }

    /**
     * The parameters that it suggests for its source, for which it is started; empty when it has no source.
     *
     * @throws CommandFailure when it cannot be started
     */
    public static String openParameters(RegisteredPlugin plugin, Configuration configuration) throws CommandFailure {
        try {
            SourceName source = plugin.source().orElse(SourceName.SYSCALL);
            try (PluginGroup group = new PluginGroup(
                    source,
                    List.of(source),
                    StreamTables.of(configuration, "", source).tables(),
                    (level, line) -> {})) {
                Optional<EventSourcing> sourcing = group.start(plugin).plugin().as(EventSourcing.class);
                return sourcing.isPresent() ? parameters(sourcing.get().suggestedParameters()) + "\n" : "";
            }
        } catch (PluginException e) {
            throw PluginLoading.failure(e);
        }
    }

    private static String parameters(List<OpenParameter> parameters) {
        if (parameters.isEmpty()) {
            return NO_PARAMETERS;
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
