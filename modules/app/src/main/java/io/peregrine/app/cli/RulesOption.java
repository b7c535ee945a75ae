package io.peregrine.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option with which a command takes other rules than the configured ones. */
final class RulesOption {
    @Option(
            names = "-r",
            paramLabel = "RULES",
            description = "Rules file or folder instead of the configured ones; may be given many times.")
    private List<String> rules = new ArrayList<>();

    /** As they were written, empty when the configured ones are meant. */
    List<String> names() {
        return List.copyOf(rules);
    }

    /** As paths. */
    List<Path> paths() {
        return rules.stream().map(Path::of).toList();
    }
}
