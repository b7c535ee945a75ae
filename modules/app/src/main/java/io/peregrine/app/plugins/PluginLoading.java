package io.peregrine.app.plugins;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.PluginSettings;
import io.peregrine.nativeplugin.CallWatch;
import io.peregrine.nativeplugin.CrashWatch;
import io.peregrine.nativeplugin.HostFunctions;
import io.peregrine.nativeplugin.NativeLibrary;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginException.Fault;
import io.peregrine.plugin.host.JavaLibrary;
import io.peregrine.plugin.host.PluginLibrary;
import io.peregrine.plugin.host.PluginLog;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.PluginSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads the plugins that a configuration names: a jar as a Java plugin, everything else as a native library. Used by one thread. */
public final class PluginLoading {
    private final ShippedPlugins shipped;

    /** Native libraries by their path: each is loaded once and stays as long as the process, as dlopen would answer with the same. */
    private final Map<String, NativeLibrary> libraries = new HashMap<>();

    private Optional<HostFunctions> functions = Optional.empty();
    private volatile Optional<CallWatch> watch = Optional.empty();

    /** Loading for an installation, whose own plugins stand for native libraries that do not exist. */
    public PluginLoading(Path home) {
        shipped = new ShippedPlugins(home);
    }

    /**
     * Loads those that are selected.
     *
     * @param log told of each
     * @throws CommandFailure with what is wrong with the first that cannot be used
     */
    public PluginRegistry load(Configuration configuration, Consumer<String> log) throws CommandFailure {
        return load(configuration.plugins().selected(), log);
    }

    /** Loads one, silently. */
    public PluginRegistry load(PluginSettings.Plugin wanted) throws CommandFailure {
        return load(List.of(wanted), line -> {});
    }

    /** Loads these. */
    PluginRegistry load(List<PluginSettings.Plugin> wanted, Consumer<String> log) throws CommandFailure {
        List<PluginSpec> specs = specs(wanted, log);
        if (specs.isEmpty()) {
            return PluginRegistry.EMPTY;
        }
        try {
            return PluginRegistry.load(
                    specs,
                    spec -> library(spec, log),
                    plugin -> log.accept("Loaded plugin '" + plugin.spec().name() + "@"
                            + plugin.identity().version() + "' from file "
                            + plugin.spec().libraryPath()));
        } catch (PluginException e) {
            throw CommandFailure.ofRuntime(e.getMessage(), e);
        }
    }

    /**
     * Where it is said what becomes of plugins.
     *
     * @param loading each that is loaded, and calls that do not return
     * @param plugins what plugins log themselves
     */
    public record Logs(Consumer<String> loading, PluginLog plugins) {}

    /**
     * Loads and starts those that are selected.
     *
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     * @throws CommandFailure with what is wrong with the first that cannot be used
     */
    public LoadedPlugins start(Configuration configuration, String hostRoot, Logs logs) throws CommandFailure {
        PluginRegistry registry = load(configuration, logs.loading());
        try {
            return LoadedPlugins.start(registry, configuration, hostRoot, logs.plugins(), this::slowCalls);
        } catch (CommandFailure e) {
            tellPlace(e, configuration, logs.loading());
            throw e;
        }
    }

    /** A fault that a schema finds in an {@code init_config} is told in Falco's words, which name the key; this names the line. */
    private static void tellPlace(CommandFailure failure, Configuration configuration, Consumer<String> log) {
        if (failure.getCause() instanceof PluginException e && e.place().isPresent()) {
            PluginException.ConfigurationPlace place = e.place().get();
            Optional.ofNullable(configuration.plugins().places().get(place.entry()))
                    .flatMap(places -> places.origin(place.steps()))
                    .ifPresent(origin -> log.accept("What the plugin '" + place.entry() + "' refuses in its init_config"
                            + place.steps().substring("<root>".length()) + " is at " + origin + "."));
        }
    }

    /**
     * Loads and starts what a reload changes, beside what runs. Which sources there are stays until the next start: an entry that would change that stays as it is.
     *
     * @throws CommandFailure with what is wrong with the first that cannot be used; everything is as before then
     */
    public PluginExchange exchange(LoadedPlugins running, Configuration configuration, Logs logs)
            throws CommandFailure {
        if (configuration.engine().kind() == EngineSettings.Kind.REPLAY) {
            return PluginExchange.none(running);
        }
        List<PluginSpec> specs = specs(configuration.plugins().selected(), line -> {});
        try {
            PluginRegistry loaded = running.registry().follow(specs, spec -> library(spec, logs.loading()));
            PluginRegistry next = SameSources.of(running.registry(), loaded, logs.loading());
            loaded.letGo(plugin -> running.registry().shares(plugin) || next.shares(plugin));
            return next.plugins().equals(running.registry().plugins())
                    ? PluginExchange.none(running)
                    : PluginExchange.prepare(running, next);
        } catch (CommandFailure e) {
            tellPlace(e, configuration, logs.loading());
            throw e;
        } catch (PluginException e) {
            throw CommandFailure.ofRuntime(e.getMessage(), e);
        }
    }

    private List<CallWatch.SlowCall> slowCalls(Duration time) {
        return watch.map(calls -> calls.slowerThan(time)).orElse(List.of());
    }

    private List<PluginSpec> specs(List<PluginSettings.Plugin> wanted, Consumer<String> log) {
        return wanted.stream()
                .filter(plugin -> !plugin.name().equals(PluginSettings.CONTAINER))
                .map(plugin -> spec(plugin, log))
                .toList();
    }

    private PluginSpec spec(PluginSettings.Plugin plugin, Consumer<String> log) {
        Optional<Path> ours = shipped.instead(plugin.libraryPath());
        ours.ifPresent(jar -> log.accept("The plugin file " + plugin.libraryPath() + " does not exist: the plugin "
                + plugin.name() + " that ships is taken"));
        return new PluginSpec(
                plugin.name(),
                ours.map(Path::toString).orElse(plugin.libraryPath()),
                plugin.initConfig(),
                plugin.openParams(),
                plugin.mayFailAlone());
    }

    private PluginLibrary library(PluginSpec spec, Consumer<String> log) throws PluginException {
        if (spec.libraryPath().endsWith(".jar")) {
            return JavaLibrary.load(spec);
        }
        if (functions.isEmpty()) {
            HostFunctions made = new HostFunctions(CrashWatch.start());
            functions = Optional.of(made);
            watch = Optional.of(made.watchCalls(log));
        }
        NativeLibrary known = libraries.get(spec.libraryPath());
        if (known == null) {
            known = NativeLibrary.load(spec.libraryPath(), functions.get());
            libraries.put(spec.libraryPath(), known);
        }
        return known;
    }

    /** A failure as the user reads it. */
    static CommandFailure failure(PluginException e) {
        return e.fault() == Fault.BREACH
                ? CommandFailure.ofRuntime(e.getMessage(), e)
                : new CommandFailure(e.getMessage(), e);
    }
}
