package io.peregrine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about the configuration.
 *
 * @param file the file named with {@code -c}; without it the usual places are searched
 * @param overrides {@code -o} options in their order, each {@code key=value}
 * @param rulesFiles rules files named with {@code -r}; when there are any, they replace {@code rules_files}
 * @param extraOutput text that {@code -p} adds to every rule's output; empty for none
 * @param unbuffered whether {@code -U} turns buffering off
 */
public record ConfigurationRequest(
        Optional<Path> file, List<String> overrides, List<String> rulesFiles, String extraOutput, boolean unbuffered) {
    public ConfigurationRequest {
        overrides = List.copyOf(overrides);
        rulesFiles = List.copyOf(rulesFiles);
    }

    /** The same with rules files that a command names behind its own {@code -r}; with none, what was said before it counts. */
    public ConfigurationRequest withRules(List<String> files) {
        return files.isEmpty() ? this : new ConfigurationRequest(file, overrides, files, extraOutput, unbuffered);
    }

    /** The same with one more override, {@code key=value}, which a command needs. */
    public ConfigurationRequest with(String override) {
        List<String> more = new ArrayList<>(overrides);
        more.add(override);
        return new ConfigurationRequest(file, more, rulesFiles, extraOutput, unbuffered);
    }

    /** Returns a request that says nothing. */
    public static ConfigurationRequest empty() {
        return new ConfigurationRequest(Optional.empty(), List.of(), List.of(), "", false);
    }
}
