package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.loader.Version;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.GroupExchange;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.PluginLog;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plugins with the instances that were started of them: a group for each loaded event source, or in a replay one for all, and the fields that they give to each
 * source. Filled by the thread that starts the engine or reloads; immutable from then on.
 */
final class StartedPlugins {
    private final PluginRegistry registry;
    private final boolean replay;
    private final Map<SourceName, PluginGroup> groups = new LinkedHashMap<>();
    private final Map<SourceName, StreamTables> tables = new LinkedHashMap<>();
    private final Map<SourceName, List<FieldClass>> fields = new LinkedHashMap<>();
    private final Map<PluginInstance, Optional<FieldClass>> classes = new LinkedHashMap<>();

    /** Plugins of which none is started. */
    StartedPlugins(PluginRegistry registry, boolean replay) {
        this.registry = registry;
        this.replay = replay;
    }

    /**
     * Starts all.
     *
     * @throws CommandFailure when they cannot be used together
     */
    void startAll(Configuration configuration, String hostRoot, PluginLog log) throws PluginException, CommandFailure {
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
        checkUse(used);
    }

    private void checkUse(Set<RegisteredPlugin> used) throws CommandFailure {
        for (RegisteredPlugin plugin : registry.plugins()) {
            if (!used.contains(plugin)) {
                throw new CommandFailure("Plugin '" + plugin.name()
                        + "' is loaded but unused as not compatible with any known event source");
            }
        }
    }

    /**
     * The same sources with other plugins, for a reload: what is the same stays, what is not was started beside it.
     *
     * @param next the plugins, which bring the same sources
     * @return how the group of each source is exchanged
     * @throws CommandFailure when they cannot be used together
     */
    Map<SourceName, GroupExchange> follow(StartedPlugins next) throws PluginException, CommandFailure {
        Map<SourceName, GroupExchange> exchanges = new LinkedHashMap<>();
        try {
            Set<RegisteredPlugin> used = new HashSet<>();
            for (SourceName source : groups.keySet()) {
                List<RegisteredPlugin> serving = next.registry.plugins().stream()
                        .filter(plugin -> plugin.serves(source))
                        .toList();
                used.addAll(serving);
                exchanges.put(source, groups.get(source).exchange(serving));
                next.take(source, exchanges.get(source).after(), tables.get(source));
            }
            next.checkUse(used);
            return exchanges;
        } catch (PluginException | CommandFailure | RuntimeException e) {
            exchanges.values().forEach(GroupExchange::discard);
            throw e;
        }
    }

    private void take(SourceName source, PluginGroup group, StreamTables made) throws CommandFailure {
        groups.put(source, group);
        tables.put(source, made);
        fields.put(source, new ArrayList<>());
        for (PluginInstance instance : group.instances()) {
            classes.put(instance, group.fields(instance));
            addFields(instance, source);
        }
        checkSources(group);
    }

    /** The same, where another group serves one source. */
    StartedPlugins with(SourceName source, PluginGroup group) {
        StartedPlugins other = new StartedPlugins(registry, replay);
        other.groups.putAll(groups);
        other.groups.put(source, group);
        other.tables.putAll(tables);
        other.fields.putAll(fields);
        other.classes.putAll(classes);
        return other;
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
        Set<String> names = new LinkedHashSet<>();
        names.add(SourceName.SYSCALL.name());
        group.instances().forEach(instance -> instance.registered().source().ifPresent(own -> names.add(own.name())));
        if (names.size() > 2) {
            throw new CommandFailure("Illegal sources setup in live inspector for source '"
                    + group.source().name() + "': " + String.join(", ", names));
        }
    }

    PluginRegistry registry() {
        return registry;
    }

    boolean isReplay() {
        return replay;
    }

    Map<SourceName, PluginGroup> groups() {
        return groups;
    }

    Optional<StreamTables> tables(SourceName source) {
        return Optional.ofNullable(tables.get(source));
    }

    List<FieldClass> fields(SourceName source) {
        return List.copyOf(fields.getOrDefault(source, List.of()));
    }

    /** What rules have to do with. */
    Map<String, LoadedPlugin> described() {
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
}
