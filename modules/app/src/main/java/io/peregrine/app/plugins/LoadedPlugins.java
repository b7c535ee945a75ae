package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.loader.Version;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.PluginLog;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The plugins of an engine, started: a group of instances for each loaded event source, or in a replay one for all. Started and closed by one
 * thread.
 */
public final class LoadedPlugins implements AutoCloseable {
    /** No plugins. */
    public static final LoadedPlugins NONE = new LoadedPlugins(PluginRegistry.EMPTY, false, SlowCalls.NONE);

    private final PluginRegistry registry;
    private final SlowCalls slowCalls;
    private final boolean replay;
    private final Map<SourceName, PluginGroup> groups = new LinkedHashMap<>();
    private final Map<SourceName, StreamTables> tables = new LinkedHashMap<>();
    private final Map<SourceName, List<FieldClass>> fields = new LinkedHashMap<>();
    private final Map<PluginInstance, Optional<FieldClass>> classes = new LinkedHashMap<>();

    private LoadedPlugins(PluginRegistry registry, boolean replay, SlowCalls slowCalls) {
        this.registry = registry;
        this.replay = replay;
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
        LoadedPlugins plugins =
                new LoadedPlugins(registry, configuration.engine().kind() == EngineSettings.Kind.REPLAY, slowCalls);
        try {
            plugins.startAll(configuration, hostRoot, log);
            return plugins;
        } catch (PluginException e) {
            plugins.close();
            throw PluginLoading.failure(e);
        } catch (CommandFailure | RuntimeException e) {
            plugins.close();
            throw e;
        }
    }

    private void startAll(Configuration configuration, String hostRoot, PluginLog log)
            throws PluginException, CommandFailure {
        if (replay) {
            startReplay(configuration, hostRoot, log);
            return;
        }
        Set<RegisteredPlugin> used = new HashSet<>();
        for (SourceName source : registry.sources()) {
            PluginGroup group = group(source, List.of(source), configuration, hostRoot, log);
            for (RegisteredPlugin plugin : registry.plugins()) {
                if (plugin.serves(source)) {
                    used.add(plugin);
                    PluginInstance instance = group.start(plugin);
                    classes.put(instance, group.fields(instance));
                    addFields(instance, source);
                }
            }
            checkSources(group);
        }
        for (RegisteredPlugin plugin : registry.plugins()) {
            if (!used.contains(plugin)) {
                throw new CommandFailure("Plugin '" + plugin.name()
                        + "' is loaded but unused as not compatible with any known event source");
            }
        }
    }

    private void startReplay(Configuration configuration, String hostRoot, PluginLog log)
            throws PluginException, CommandFailure {
        PluginGroup group = group(SourceName.SYSCALL, registry.sources(), configuration, hostRoot, log);
        for (SourceName source : registry.sources()) {
            groups.put(source, group);
            tables.put(source, tables.get(SourceName.SYSCALL));
            fields.computeIfAbsent(source, any -> new ArrayList<>());
        }
        for (RegisteredPlugin plugin : registry.plugins()) {
            PluginInstance instance = group.start(plugin);
            classes.put(instance, group.fields(instance));
            for (SourceName source : registry.sources()) {
                addFields(instance, source);
            }
        }
    }

    private PluginGroup group(
            SourceName source, List<SourceName> known, Configuration configuration, String hostRoot, PluginLog log) {
        StreamTables made = StreamTables.of(configuration, hostRoot, source);
        PluginGroup group = new PluginGroup(source, known, made.tables(), log);
        groups.put(source, group);
        tables.put(source, made);
        fields.put(source, new ArrayList<>());
        return group;
    }

    /** A name that is there already is refused. */
    private void addFields(PluginInstance instance, SourceName source) throws CommandFailure {
        Optional<FieldClass> added = classes.get(instance);
        if (added.isEmpty()) {
            return;
        }
        List<FieldClass> there = fields.get(source);
        for (Field field : added.get().fields()) {
            boolean taken = there.stream()
                    .flatMap(other -> other.fields().stream())
                    .anyMatch(other -> other.name().equals(field.name()));
            if (taken || BuiltinNames.has(source, field.name())) {
                throw new CommandFailure("Plugin '" + instance.registered().name()
                        + "' supports extraction of field '" + field.name() + "' that is overlapping for source '"
                        + source.name() + "'");
            }
        }
        there.add(added.get());
    }

    /** A stream may know system calls and one other source. */
    private static void checkSources(PluginGroup group) throws CommandFailure {
        Set<String> names = new java.util.LinkedHashSet<>();
        names.add(SourceName.SYSCALL.name());
        group.instances().forEach(instance -> instance.registered().source().ifPresent(own -> names.add(own.name())));
        if (names.size() > 2) {
            throw new CommandFailure("Illegal sources setup in live inspector for source '"
                    + group.source().name() + "': " + String.join(", ", names));
        }
    }

    /** The plugins as they are loaded. */
    public PluginRegistry registry() {
        return registry;
    }

    /** The calls into them that do not return. */
    public SlowCalls slowCalls() {
        return slowCalls;
    }

    /** The event sources: system calls, then those of the plugins. */
    public List<SourceName> sources() {
        return registry.sources();
    }

    /** The instances that serve a source; empty when none was started. */
    public Optional<PluginGroup> group(SourceName source) {
        return Optional.ofNullable(groups.get(source));
    }

    /** The tables of a source; empty when no plugin is loaded for it. */
    public Optional<StreamTables> tables(SourceName source) {
        return Optional.ofNullable(tables.get(source));
    }

    /** The fields that plugins give to a source. */
    public List<FieldClass> fields(SourceName source) {
        return List.copyOf(fields.getOrDefault(source, List.of()));
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
        Map<String, LoadedPlugin> described = new LinkedHashMap<>();
        for (RegisteredPlugin plugin : registry.plugins()) {
            Set<String> names = classes.entrySet().stream()
                    .filter(entry -> entry.getKey().registered() == plugin)
                    .flatMap(entry -> entry.getValue().stream())
                    .flatMap(family -> family.fields().stream())
                    .map(Field::name)
                    .collect(Collectors.toSet());
            described.put(
                    plugin.name(),
                    new LoadedPlugin(
                            Version.parse(plugin.identity().version()).orElseThrow(),
                            names,
                            plugin.declared()
                                    .as(AsyncEvents.class)
                                    .map(AsyncEvents::asyncEvents)
                                    .orElse(Set.of()),
                            plugin.source().filter(own -> own.id() != 0).map(SourceName::name)));
        }
        return described;
    }

    /** A source is about to be opened: from now on its plugins are told of its end, also when it cannot be opened. */
    public void opening(SourceName source) {
        group(source).ifPresent(PluginGroup::opening);
    }

    /**
     * The stream of a source is open: asynchronous events may come, and plugins that listen are told.
     *
     * @throws CommandFailure when a plugin fails to begin
     */
    public void begin(SourceName source, InjectionQueue injections) throws CommandFailure {
        try {
            PluginGroup group = groups.get(source);
            if (group != null) {
                group.begin(replay ? Optional.empty() : Optional.of(injections));
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
            PluginGroup group = groups.get(source);
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
        groups.values().stream().distinct().forEach(group -> group.end(!replay));
        groups.values().stream().distinct().forEach(PluginGroup::close);
        registry.close();
    }
}
