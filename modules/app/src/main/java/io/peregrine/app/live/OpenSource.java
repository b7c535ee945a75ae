package io.peregrine.app.live;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.plugins.StreamTables;
import io.peregrine.capture.CaptureSource;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.probe.Probe;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A source that is open, with the tables that describe what it began with. Closing it ends the source.
 *
 * @param feed the events with their tables
 * @param engine what brings them
 * @param mayFailAlone whether the other sources go on when this one is lost
 * @param parsers see its events before the rules: those of plugins, container metadata
 * @param machine what stands behind the events of the kernel
 */
public record OpenSource(
        SourceFeed feed,
        SourceEngine engine,
        boolean mayFailAlone,
        List<EventParser> parsers,
        Optional<LiveMachine> machine)
        implements AutoCloseable {
    public OpenSource {
        parsers = List.copyOf(parsers);
    }

    /** A way to open one source. */
    public interface Opening {
        /**
         * Opens it.
         *
         * @param calls the system calls to watch, as bits of portable ids
         * @param hostRoot where the host's root directory is mounted, empty for {@code /}
         * @throws SourceException when it cannot be had, in a sentence
         */
        OpenSource open(Configuration configuration, BitSet calls, String hostRoot) throws SourceException;
    }

    /**
     * What a source is opened with besides the configuration.
     *
     * @param loading where the probe comes from
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     * @param containers who tells the containers of threads
     * @param plugins the plugins, which see the events of their sources
     */
    public record Surroundings(
            ProbeLoading loading,
            String hostRoot,
            Optional<ContainerPlugin> containers,
            LoadedPlugins plugins,
            Log log) {
        private StateTables tables(StateSettings settings) {
            return plugins.tables(SourceName.SYSCALL)
                    .map(StreamTables::tables)
                    .orElseGet(() -> StateTables.forReplay(settings));
        }

        private void attach(StateTables tables) {
            containers.ifPresent(plugin -> plugin.attach(tables));
        }

        private List<EventParser> parsers() {
            List<EventParser> parsers = new ArrayList<>(
                    containers.map(ContainerPlugin::parser).stream().toList());
            plugins.group(SourceName.SYSCALL).ifPresent(group -> parsers.addAll(group.parsers()));
            return parsers;
        }
    }

    /**
     * Opens the source that the configuration names.
     *
     * @param calls the system calls to watch, as bits of portable ids
     * @throws SourceException when it cannot be had, in a sentence
     */
    public static OpenSource open(Configuration configuration, BitSet calls, Surroundings with) throws SourceException {
        StateSettings settings = StreamTables.settings(configuration, with.hostRoot());
        OpenSource opened = switch (configuration.engine().kind()) {
            case REPLAY -> replay(configuration, settings, with);
            case MODERN_EBPF ->
                LiveMachine.open(
                        configuration.engine(),
                        with.loading(),
                        calls,
                        new LiveMachine.TableStart(
                                with.plugins().tables(SourceName.SYSCALL).orElseGet(() -> StreamTables.live(settings)),
                                with::attach),
                        with.log());
            case NODRIVER -> idle(settings, with);
        };
        return opened.withParsers(with.parsers());
    }

    private static OpenSource replay(Configuration configuration, StateSettings settings, Surroundings with)
            throws SourceException {
        StateTables tables = with.tables(settings);
        with.attach(tables);
        Path file = Path.of(configuration.engine().captureFile());
        return new OpenSource(
                new SourceFeed(
                        SourceName.SYSCALL,
                        with.plugins().sources(),
                        ExpectedEvents.ofCapture(
                                CaptureSource.open(file, new SnapshotLoader(tables)),
                                with.plugins().sources()),
                        new EventContext(tables),
                        new StateEngine()),
                SourceEngine.SAVEFILE,
                false,
                List.of(),
                Optional.empty());
    }

    private static OpenSource idle(StateSettings settings, Surroundings with) {
        StateTables tables = with.tables(settings);
        with.attach(tables);
        return of(new IdleSource(), tables, SourceEngine.NODRIVER);
    }

    /** System calls that do not come from this machine's kernel. */
    public static OpenSource of(EventSource source, StateTables tables, SourceEngine engine) {
        return new OpenSource(
                SourceFeed.syscall(source, new EventContext(tables), new StateEngine()),
                engine,
                false,
                List.of(),
                Optional.empty());
    }

    /** The same with parsers. */
    public OpenSource withParsers(List<EventParser> others) {
        return new OpenSource(feed, engine, mayFailAlone, others, machine);
    }

    /** The name of the source. */
    public String name() {
        return feed.name().name();
    }

    /** The event in hand and the tables. */
    public EventContext context() {
        return feed.context();
    }

    /** The probe behind events of the kernel. */
    public Optional<Probe> probe() {
        return machine.map(LiveMachine::probe);
    }

    /** The stream of the plugin that brings the events. */
    public Optional<PluginStream> pluginStream() {
        return feed.events() instanceof PluginStream stream ? Optional.of(stream) : Optional.empty();
    }

    /** Whether events come as they happen, from the kernel or from a plugin, and not from a file. */
    public boolean isLive() {
        return engine.isLive();
    }

    @Override
    public void close() {
        machine.ifPresent(LiveMachine::close);
        feed.events().close();
    }
}
