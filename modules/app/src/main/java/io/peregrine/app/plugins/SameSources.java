package io.peregrine.app.plugins;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.RegisteredPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which plugins a reload puts in force: each source has a thread and tables of its own from the start to the end, so that the set of sources stays. */
final class SameSources {
    private SameSources() {}

    /**
     * The plugins that were wanted, but where the sources would be others those that run.
     *
     * @param log told of each that waits for the next start
     */
    static PluginRegistry of(PluginRegistry running, PluginRegistry wanted, Consumer<String> log) {
        List<RegisteredPlugin> chosen = new ArrayList<>();
        for (RegisteredPlugin plugin : wanted.plugins()) {
            Optional<RegisteredPlugin> before = find(running, plugin.spec().name());
            Optional<SourceName> source = before.flatMap(RegisteredPlugin::source);
            if (source.equals(plugin.source())) {
                chosen.add(plugin);
            } else {
                log.accept(sentence(
                        plugin.spec().name(), plugin.source().or(() -> source).orElseThrow(), before.isPresent()));
                before.ifPresent(chosen::add);
            }
        }
        for (RegisteredPlugin plugin : running.plugins()) {
            if (plugin.source().isPresent()
                    && find(wanted, plugin.spec().name()).isEmpty()) {
                log.accept(sentence(plugin.spec().name(), plugin.source().get(), true));
                chosen.add(plugin);
            }
        }
        return PluginRegistry.of(chosen);
    }

    private static Optional<RegisteredPlugin> find(PluginRegistry registry, String name) {
        return registry.plugins().stream()
                .filter(plugin -> plugin.spec().name().equals(name))
                .findFirst();
    }

    private static String sentence(String plugin, SourceName source, boolean runs) {
        return "The changed entry of the plugin '" + plugin
                + "' waits until Peregrine is started again, because event sources"
                + " come and go at a start only ('" + source.name() + "'); "
                + (runs ? "the plugin runs on as it was." : "the plugin is not loaded yet.");
    }
}
