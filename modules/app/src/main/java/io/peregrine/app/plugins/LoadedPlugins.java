package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.fields.FieldClass;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginLog;
import io.peregrine.plugin.host.PluginRegistry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The plugins of an engine, started: a group of instances for each loaded event source, or in a replay one for all. Started and closed by one
 * thread.
 */
public final class LoadedPlugins implements AutoCloseable {
    /** No plugins. */
    public static final LoadedPlugins NONE =
            new LoadedPlugins(new StartedPlugins(PluginRegistry.EMPTY, false), SlowCalls.NONE);

    private final SlowCalls slowCalls;
    private volatile StartedPlugins now;

    LoadedPlugins(StartedPlugins now, SlowCalls slowCalls) {
        this.now = now;
        this.slowCalls = slowCalls;
    }

    /**
     * Loads and starts the plugins of a configuration, for a command that watches nothing.
     *
     * @throws CommandFailure with what is wrong with the first that cannot be used
     */
    public static LoadedPlugins of(Configuration configuration, Path home, Consumer<String> log) throws CommandFailure {
        PluginLoading loading = new PluginLoading(home);
        return loading.start(configuration, "", new PluginLoading.Logs(log, (level, line) -> log.accept(line)));
    }

    /**
     * Starts plugins, for each source those that serve it, in the order of loading.
     *
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     * @param log where they log
     * @param slowCalls the calls that do not return
     * @throws CommandFailure with what is wrong with the first that cannot be started; all are closed then
     */
    public static LoadedPlugins start(
            PluginRegistry registry, Configuration configuration, String hostRoot, PluginLog log, SlowCalls slowCalls)
            throws CommandFailure {
        LoadedPlugins plugins = new LoadedPlugins(
                new StartedPlugins(registry, configuration.engine().kind() == EngineSettings.Kind.REPLAY), slowCalls);
        try {
            plugins.now.startAll(configuration, hostRoot, log);
            return plugins;
        } catch (PluginException e) {
            plugins.close();
            throw PluginLoading.failure(e);
        } catch (CommandFailure | RuntimeException e) {
            plugins.close();
            throw e;
        }
    }

    /** The plugins as they are loaded. */
    public PluginRegistry registry() {
        return now.registry();
    }

    /** The calls into them that do not return. */
    public SlowCalls slowCalls() {
        return slowCalls;
    }

    /** The event sources: system calls, then those of the plugins. */
    public List<SourceName> sources() {
        return registry().sources();
    }

    /** The instances that serve a source; empty when none was started. */
    public Optional<PluginGroup> group(SourceName source) {
        return Optional.ofNullable(now.groups().get(source));
    }

    /** The tables of a source; empty when no plugin is loaded for it. */
    public Optional<StreamTables> tables(SourceName source) {
        return now.tables(source);
    }

    /** The fields that plugins give to a source. */
    public List<FieldClass> fields(SourceName source) {
        return now.fields(source);
    }

    /** The names of the asynchronous events that can come in a source. */
    public Set<String> asyncEvents(SourceName source) {
        Set<String> names = new HashSet<>();
        group(source)
                .ifPresent(group -> group.instances()
                        .forEach(instance -> instance.plugin()
                                .as(AsyncEvents.class)
                                .ifPresent(async -> names.addAll(async.asyncEvents()))));
        return names;
    }

    /** What rules have to do with. */
    public Map<String, LoadedPlugin> described() {
        return now.described();
    }

    StartedPlugins now() {
        return now;
    }

    /** Another group serves a source from now on. For any thread. */
    synchronized void adopt(SourceName source, PluginGroup group) {
        now = now.with(source, group);
    }

    /** Other plugins are in force; a source keeps the group that serves it. */
    synchronized void become(StartedPlugins next) {
        StartedPlugins other = next;
        for (Map.Entry<SourceName, PluginGroup> group : now.groups().entrySet()) {
            other = other.with(group.getKey(), group.getValue());
        }
        now = other;
    }

    /** A source is about to be opened: from now on its plugins are told of its end, also when it cannot be opened. */
    public void opening(SourceName source) {
        group(source).ifPresent(PluginGroup::opening);
    }

    /**
     * The stream of a source is open: asynchronous events may come, and plugins that listen are told.
     *
     * @param pipeline the way of the source's events
     * @throws CommandFailure when a plugin fails to begin
     */
    public void begin(SourceName source, Pipeline pipeline) throws CommandFailure {
        try {
            PluginGroup group = now.groups().get(source);
            if (group != null) {
                group.runsIn(pipeline::exchange);
                group.begin(now.isReplay() ? Optional.empty() : Optional.of(pipeline.injections()));
            }
        } catch (PluginException e) {
            throw PluginLoading.failure(e);
        }
    }

    /**
     * A capture begins: plugins bring the events from which a replay rebuilds what they know. Called by the thread of the source.
     *
     * @throws CommandFailure when a plugin fails
     */
    public void dump(SourceName source, Consumer<EventView> sink) throws CommandFailure {
        try {
            PluginGroup group = now.groups().get(source);
            if (group != null) {
                group.dump(sink);
            }
        } catch (PluginException e) {
            throw PluginLoading.failure(e);
        }
    }

    /** Ends the streams, which are closed, and the plugins. */
    @Override
    public void close() {
        StartedPlugins last = now;
        last.groups().values().stream().distinct().forEach(group -> group.end(!last.isReplay()));
        last.groups().values().stream().distinct().forEach(PluginGroup::close);
        last.registry().close();
    }
}
