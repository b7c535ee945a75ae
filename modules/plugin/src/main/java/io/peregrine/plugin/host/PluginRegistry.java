package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * The registry for other entries, none of which is started: a plugin whose entry is the same is the same, one whose entry names the same file is not loaded
     * again.
     *
     * @throws PluginException with what is wrong with the first that cannot be used; those that were loaded before it are let go then
     */
    public PluginRegistry follow(List<PluginSpec> specs, Loading loading) throws PluginException {
        List<RegisteredPlugin> next = new ArrayList<>();
        try {
            for (PluginSpec spec : specs) {
                RegisteredPlugin plugin = follow(spec, loading);
                next.add(plugin);
                for (RegisteredPlugin other : next.subList(0, next.size() - 1)) {
                    checkDifferent(plugin, other);
                }
            }
            return new PluginRegistry(next);
        } catch (PluginException | RuntimeException e) {
            new PluginRegistry(next).letGo(this::shares);
            throw e;
        }
    }

    private RegisteredPlugin follow(PluginSpec spec, Loading loading) throws PluginException {
        Optional<RegisteredPlugin> same =
                plugins.stream().filter(plugin -> plugin.spec().equals(spec)).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        Optional<RegisteredPlugin> ofFile = plugins.stream()
                .filter(plugin -> plugin.spec().name().equals(spec.name())
                        && plugin.spec().libraryPath().equals(spec.libraryPath()))
                .findFirst();
        if (ofFile.isPresent()) {
            return new RegisteredPlugin(
                    spec, ofFile.get().library(), ofFile.get().declared());
        }
        PluginLibrary library = loading.load(spec);
        return new RegisteredPlugin(spec, library, library.create());
    }

    /** A registry of some plugins, of this one or another. */
    public static PluginRegistry of(List<RegisteredPlugin> plugins) {
        return new PluginRegistry(plugins);
    }

    /** Ends the plugins that are needed no more. */
    public void letGo(Predicate<RegisteredPlugin> needed) {
        for (RegisteredPlugin plugin : plugins) {
            if (!needed.test(plugin)) {
                plugin.declared().close();
                plugin.library().close();
            }
        }
    }

    /** Whether a plugin of this registry shares a file with another. */
    public boolean shares(RegisteredPlugin plugin) {
        return plugins.stream().anyMatch(own -> own.declared() == plugin.declared());
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
