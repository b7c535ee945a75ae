package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which event sources are opened.
 *
 * @param loaded all that there are
 * @param enabled those that are opened, by name
 * @param opened those that are opened, in the order of loading
 */
record EnabledSources(List<String> loaded, Set<String> enabled, List<SourceName> opened) {
    /**
     * What the command line leaves of the sources; a replay has all that its file holds.
     *
     * @throws CommandFailure when it names a source that there is not, leaves none, or both enables and disables
     */
    static EnabledSources of(Invocation.Sources chosen, Configuration configuration, LoadedPlugins plugins)
            throws CommandFailure {
        List<String> loaded = plugins.sources().stream().map(SourceName::name).toList();
        Set<String> enabled = new TreeSet<>(loaded);
        if (configuration.engine().kind() != EngineSettings.Kind.REPLAY) {
            if (!chosen.enabled().isEmpty() && !chosen.disabled().isEmpty()) {
                throw new CommandFailure("You can not mix --enable-source and --disable-source");
            }
            check(loaded, chosen.enabled(), "enabling");
            check(loaded, chosen.disabled(), "disabling");
            if (!chosen.enabled().isEmpty()) {
                enabled.retainAll(chosen.enabled());
            }
            chosen.disabled().forEach(enabled::remove);
        }
        if (enabled.isEmpty()) {
            throw new CommandFailure("Must enable at least one event source");
        }
        boolean replay = configuration.engine().kind() == EngineSettings.Kind.REPLAY;
        return new EnabledSources(
                loaded,
                enabled,
                plugins.sources().stream()
                        .filter(source -> replay ? source.equals(SourceName.SYSCALL) : enabled.contains(source.name()))
                        .toList());
    }

    private static void check(List<String> loaded, List<String> named, String what) throws CommandFailure {
        for (String source : named) {
            if (!loaded.contains(source)) {
                throw new CommandFailure("Attempted " + what + " an unknown event source: " + source);
            }
        }
    }
}
