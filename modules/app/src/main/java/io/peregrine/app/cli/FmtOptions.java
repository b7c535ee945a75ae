package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code fmt}. */
@Command(
        name = "fmt",
        sortOptions = false,
        description =
                "Rewrites rules files in one layout: indentation, blanks, wrapped lists. Comments stay where they stand, and"
                        + " what a file says never changes: that is checked for each item before anything is written.",
        footer = {
            "",
            "Examples:",
            "  peregrine fmt my_rules.yaml           rewrite a file in place",
            "  peregrine fmt --check rules/          for CI: write nothing, fail when a file would change",
            "  peregrine fmt - < a.yaml > b.yaml     from standard input to standard output",
            "",
            "Exit status: 0 when all went well; 1 with --check when a file would change, or when one cannot be read."
        })
final class FmtOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--check", description = "Write nothing; name the files that would change.")
    private boolean check;

    @Parameters(arity = "1..*", paramLabel = "RULES", description = "Rules files or folders; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.FormatRules(List.copyOf(files), check);
    }
}
