package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.GroupExchange;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Other plugins that stand ready beside those in force, for a reload: what is the same is the same, what is not is started. Rules are loaded with {@link #next}, then
 * each source exchanges its group between two events of its own ({@link #of}, {@link #inForce}). Used by the thread that reloads, but for {@link
 * #inForce}.
 */
public final class PluginExchange {
    private final LoadedPlugins running;
    private final LoadedPlugins next;
    private final Map<SourceName, GroupExchange> groups;
    private final Set<SourceName> handled = ConcurrentHashMap.newKeySet();

    private PluginExchange(LoadedPlugins running, LoadedPlugins next, Map<SourceName, GroupExchange> groups) {
        this.running = running;
        this.next = next;
        this.groups = groups;
    }

    /** Plugins stay what they are. */
    public static PluginExchange none(LoadedPlugins running) {
        return new PluginExchange(running, running, Map.of());
    }

    /**
     * Starts what is to come.
     *
     * @param registry the plugins that are to run, which bring the same sources as those that do
     * @throws CommandFailure with what is wrong with the first that cannot be started; what was made for the registry is let go then
     */
    static PluginExchange prepare(LoadedPlugins running, PluginRegistry registry) throws CommandFailure {
        StartedPlugins started = new StartedPlugins(registry, false);
        try {
            Map<SourceName, GroupExchange> groups = running.now().follow(started);
            return new PluginExchange(running, new LoadedPlugins(started, running.slowCalls()), groups);
        } catch (PluginException e) {
            registry.letGo(running.registry()::shares);
            throw PluginLoading.failure(e);
        } catch (CommandFailure | RuntimeException e) {
            registry.letGo(running.registry()::shares);
            throw e;
        }
    }

    /** The plugins as they will be. */
    public LoadedPlugins next() {
        return next;
    }

    /** How the plugins of a source are exchanged; empty when they stay. */
    public Optional<GroupExchange> of(SourceName source) {
        return Optional.ofNullable(groups.get(source)).filter(group -> group.before() != group.after());
    }

    /** The exchange of a source is in force. Called by the thread of the source, between two events. */
    public void inForce(SourceName source) {
        handled.add(source);
        running.adopt(source, groups.get(source).after());
    }

    /** A source keeps what it has, because it has ended or what comes cannot begin. */
    public void given(SourceName source) {
        if (groups.containsKey(source) && handled.add(source)) {
            groups.get(source).discard();
        }
    }

    /**
     * All sources have exchanged what they could: ends what is no longer needed.
     *
     * @param log told of each plugin that was exchanged
     */
    public void settle(Consumer<String> log) {
        if (groups.isEmpty()) {
            return;
        }
        for (Map.Entry<SourceName, GroupExchange> group : groups.entrySet()) {
            if (!handled.contains(group.getKey())) {
                running.adopt(group.getKey(), group.getValue().after());
            }
        }
        Map<SourceName, PluginGroup> now = running.now().groups();
        groups.forEach((source, group) -> {
            if (now.get(source) == group.after()) {
                group.settle();
            }
        });
        PluginRegistry before = running.registry();
        tell(before, log);
        running.become(next.now());
        List<RegisteredPlugin> used = running.now().groups().values().stream()
                .flatMap(group -> group.instances().stream())
                .map(PluginInstance::registered)
                .toList();
        before.letGo(plugin ->
                next.registry().shares(plugin) || used.stream().anyMatch(other -> other.library() == plugin.library()));
    }

    private void tell(PluginRegistry before, Consumer<String> log) {
        Map<String, List<String>> exchanged = new LinkedHashMap<>();
        groups.forEach((source, group) -> {
            if (running.now().groups().get(source) == group.after()) {
                group.coming()
                        .forEach(instance -> exchanged
                                .computeIfAbsent(instance.registered().spec().name(), name -> new ArrayList<>())
                                .add(source.name()));
            }
        });
        exchanged.forEach((name, sources) -> log.accept("The plugin '" + name + "' was "
                + (has(before, name) ? "exchanged" : "added") + " between two events (sources: "
                + String.join(", ", sources) + ")."));
        before.plugins().stream()
                .map(plugin -> plugin.spec().name())
                .filter(name -> !has(next.registry(), name))
                .forEach(name -> log.accept("The plugin '" + name + "' was removed between two events."));
    }

    private static boolean has(PluginRegistry registry, String name) {
        return registry.plugins().stream()
                .anyMatch(plugin -> plugin.spec().name().equals(name));
    }

    /** Nothing will be in force. */
    public void discard() {
        if (groups.isEmpty()) {
            return;
        }
        groups.forEach((source, group) -> {
            if (!handled.contains(source)) {
                group.discard();
            }
        });
        next.registry().letGo(running.registry()::shares);
    }
}
