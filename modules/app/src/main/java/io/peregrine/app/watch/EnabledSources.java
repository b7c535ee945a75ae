package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.fields.catalog.BuiltinFields;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which event sources are opened.
 *
 * @param loaded all that there are
 * @param enabled those that are opened
 */
record EnabledSources(List<String> loaded, Set<String> enabled) {
    /**
     * What the command line leaves of the sources; a replay has all that its file holds.
     *
     * @throws CommandFailure when it names a source that there is not, or leaves none
     */
    static EnabledSources of(Invocation.Sources chosen, Configuration configuration) throws CommandFailure {
        List<String> loaded = List.of(BuiltinFields.SYSCALL);
        Set<String> enabled = new TreeSet<>(loaded);
        if (configuration.engine().kind() != EngineSettings.Kind.REPLAY) {
            check(loaded, chosen.enabled(), "enable");
            check(loaded, chosen.disabled(), "disable");
            if (!chosen.enabled().isEmpty()) {
                enabled.retainAll(chosen.enabled());
            }
            chosen.disabled().forEach(enabled::remove);
        }
        if (enabled.isEmpty()) {
            throw new CommandFailure("No event source is left to open: at least one must be enabled; there is "
                    + String.join(", ", loaded) + ".");
        }
        return new EnabledSources(loaded, enabled);
    }

    private static void check(List<String> loaded, List<String> named, String what) throws CommandFailure {
        for (String source : named) {
            if (!loaded.contains(source)) {
                throw new CommandFailure("The option --" + what + "-source names '" + source
                        + "', which is no event source; there is " + String.join(", ", loaded) + ".");
            }
        }
    }
}
