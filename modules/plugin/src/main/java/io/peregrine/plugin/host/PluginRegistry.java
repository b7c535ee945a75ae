package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugins of an engine, in the order in which they were loaded. Immutable. */
public final class PluginRegistry implements AutoCloseable {
    /** No plugins. */
    public static final PluginRegistry EMPTY = new PluginRegistry(List.of());

    private final List<RegisteredPlugin> plugins;

    private PluginRegistry(List<RegisteredPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    /** Loads the library of a plugin. */
    @FunctionalInterface
    public interface Loading {
        /**
         * Loads it.
         *
         * @throws PluginException with what is wrong with it
         */
        PluginLibrary load(PluginSpec spec) throws PluginException;
    }

    /** Told of each plugin that was loaded. */
    @FunctionalInterface
    public interface Loaded {
        /** The plugin is in the registry. */
        void loaded(RegisteredPlugin plugin);
    }

    /**
     * Loads plugins, none of which is started.
     *
     * @throws PluginException with what is wrong with the first that cannot be used; a breach, all of them
     */
    public static PluginRegistry load(List<PluginSpec> specs, Loading loading, Loaded loaded) throws PluginException {
        List<RegisteredPlugin> plugins = new ArrayList<>();
        try {
            for (PluginSpec spec : specs) {
                PluginLibrary library = loading.load(spec);
                RegisteredPlugin plugin = new RegisteredPlugin(spec, library, library.create());
                plugins.add(plugin);
                for (RegisteredPlugin other : plugins.subList(0, plugins.size() - 1)) {
                    checkDifferent(plugin, other);
                }
                loaded.loaded(plugin);
            }
            return new PluginRegistry(plugins);
        } catch (PluginException | RuntimeException e) {
            plugins.forEach(plugin -> plugin.declared().close());
            throw e;
        }
    }

    private static void checkDifferent(RegisteredPlugin plugin, RegisteredPlugin other) throws PluginException {
        if (other.name().equals(plugin.name())) {
            throw clash(plugin, "name " + plugin.name());
        }
        long id = plugin.source().map(SourceName::id).orElse(0L);
        if (id != 0 && other.source().filter(source -> source.id() == id).isPresent()) {
            throw clash(plugin, "ID " + id);
        }
    }

    private static PluginException clash(RegisteredPlugin plugin, String what) {
        return new PluginException(
                "cannot register plugin " + plugin.spec().libraryPath() + " in inspector: found another plugin with "
                        + what + ". Aborting.",
                PluginException.Fault.BREACH);
    }

    /** The plugins in order. */
    public List<RegisteredPlugin> plugins() {
        return plugins;
    }

    /** The event sources: system calls, then those of the plugins, each once, by name. */
    public List<SourceName> sources() {
        Map<String, SourceName> sources = new LinkedHashMap<>();
        sources.put(SourceName.SYSCALL.name(), SourceName.SYSCALL);
        for (RegisteredPlugin plugin : plugins) {
            plugin.source().ifPresent(source -> sources.putIfAbsent(source.name(), source));
        }
        return List.copyOf(sources.values());
    }

    /** The plugin that brings the events with this id. */
    public Optional<RegisteredPlugin> sourcing(long id) {
        return plugins.stream()
                .filter(plugin ->
                        plugin.source().filter(source -> source.id() == id).isPresent())
                .findFirst();
    }

    /** The plugin that opens a source, the first in order. */
    public Optional<RegisteredPlugin> sourcing(String source) {
        return plugins.stream()
                .filter(plugin ->
                        plugin.source().filter(own -> own.name().equals(source)).isPresent())
                .findFirst();
    }

    /** Ends the instances that were asked for declarations. */
    @Override
    public void close() {
        plugins.forEach(plugin -> plugin.declared().close());
    }
}
