package io.peregrine.app.live;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.plugins.StreamTables;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.RegisteredPlugin;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.proc.ProcFiles;
import io.peregrine.state.proc.SystemFiles;
import io.peregrine.state.proc.SystemScan;
import io.peregrine.state.scan.SnapshotLoader;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens event sources: the kernel, a capture, or what a plugin brings. */
public final class SourceOpening {
    private final OpenSource.Surroundings with;
    private final LoadedPlugins plugins;
    private final Log log;

    /** Opens sources in these surroundings. */
    public SourceOpening(OpenSource.Surroundings with) {
        this.with = with;
        this.plugins = with.plugins();
        this.log = with.log();
    }

    /**
     * Opens a source.
     *
     * @param calls the system calls to watch, as bits of portable ids
     * @throws SourceException when it cannot be had, in a sentence
     */
    public OpenSource open(Configuration configuration, SourceName source, BitSet calls) throws SourceException {
        if (configuration.engine().kind() != EngineSettings.Kind.REPLAY) {
            log.debug("Opening event source '" + source.name() + "'");
        }
        plugins.opening(source);
        boolean kernel = source.equals(SourceName.SYSCALL);
        if (kernel && configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF) {
            checkEventSchema();
        }
        if (kernel && configuration.engine().kind() != EngineSettings.Kind.NODRIVER) {
            return OpenSource.open(configuration, calls, with);
        }
        Optional<PluginGroup> group = plugins.group(source);
        Optional<PluginInstance> instance = group.flatMap(PluginGroup::bringing);
        if (instance.isEmpty()) {
            log.info("Opening 'syscall' source with no driver");
            return OpenSource.open(configuration, calls, with);
        }
        StateTables tables = plugins.tables(source)
                .orElseGet(() -> StreamTables.of(configuration, with.hostRoot(), source))
                .tables();
        return ofPlugin(group.get(), instance.get(), tables);
    }

    /** Plugins read the bytes of the kernel's events. */
    private void checkEventSchema() throws SourceException {
        Optional<PluginGroup> group = plugins.group(SourceName.SYSCALL);
        if (group.isPresent()) {
            group.get().checkEventSchema(EventTable.SCHEMA_VERSION);
        }
    }

    /**
     * Warns of a source that no plugin brings, or several do.
     *
     * @param enabled a source that will be opened, and not by replaying
     */
    public static void announce(SourceName enabled, Configuration configuration, LoadedPlugins plugins, Log log) {
        boolean kernel =
                enabled.equals(SourceName.SYSCALL) && configuration.engine().kind() != EngineSettings.Kind.NODRIVER;
        List<RegisteredPlugin> able = plugins.registry().plugins().stream()
                .filter(plugin -> brings(plugin, enabled))
                .toList();
        if (!kernel && able.isEmpty()) {
            log.warning("Enabled event source '" + enabled.name()
                    + "' will be opened with no driver, no event will be produced");
        } else if (!kernel && able.size() > 1) {
            log.warning("Enabled event source '" + enabled.name()
                    + "' can be opened with multiple loaded plugins, will use only '"
                    + able.getFirst().spec().name() + "'");
        }
    }

    private static boolean brings(RegisteredPlugin plugin, SourceName source) {
        return plugin.source().filter(own -> own.name().equals(source.name())).isPresent();
    }

    /** System calls, and the sources of the plugins that see them. */
    private static List<SourceName> known(PluginGroup group) {
        return Stream.concat(
                        Stream.of(group.source()),
                        group.instances().stream().flatMap(other -> other.registered().source().stream()))
                .distinct()
                .toList();
    }

    /** System calls that a plugin brings are about this machine: its threads are there from the start, and every event knows better. */
    private static void fill(StateTables tables) {
        ProcFiles files = new SystemFiles(tables.settings().hostRoot());
        new SystemScan(files, () -> 0).fill(new SnapshotLoader(tables));
    }

    private static EventSource events(PluginGroup group, PluginInstance instance) throws SourceException {
        try {
            return new PluginStream(SourceOpening::stream, group, instance);
        } catch (SourceException e) {
            if (instance.registered().spec().mayFailAlone()) {
                return new UnopenedSource(e);
            }
            throw e;
        }
    }

    private static EventSource stream(PluginGroup group, PluginInstance instance) throws SourceException {
        EventSource events = group.openSource(instance);
        return group.source().equals(SourceName.SYSCALL) ? ExpectedEvents.ofSystemCalls(events, known(group)) : events;
    }

    private OpenSource ofPlugin(PluginGroup group, PluginInstance instance, StateTables tables) throws SourceException {
        SourceName source = group.source();
        String configured = instance.registered().spec().name();
        log.info("Opening '" + source.name() + "' source with plugin '" + configured + "'");
        if (!configured.equals(instance.registered().name())) {
            throw new SourceException("plugin " + configured + " does not exist");
        }
        EventSource events = events(group, instance);
        if (source.equals(SourceName.SYSCALL)) {
            fill(tables);
        }
        return new OpenSource(
                new SourceFeed(source, List.of(source), events, new EventContext(tables), new StateEngine()),
                SourceEngine.SOURCE_PLUGIN,
                instance.registered().spec().mayFailAlone(),
                group.parsers(),
                Optional.empty());
    }
}
