package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code lint}. */
@Command(
        name = "lint",
        sortOptions = false,
        description =
                "Looks for mistakes in rules files that loading does not show: conditions that can never hold, rules"
                        + " that an earlier one hides, things defined twice or never used.",
        footer = {
            "",
            "Example:",
            "  peregrine lint falco_rules.yaml my_rules.yaml",
            "",
            "Exit status: 0 without findings, 1 with findings or when a file cannot be loaded."
        })
final class LintOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "RULES", description = "Rules files or folders, in loading order.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.LintRules(configuration, List.copyOf(files), json);
    }
}
