package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code docs}. */
@Command(
        name = "docs",
        sortOptions = false,
        description = {
            "Renders rules to one page for people: the matrix of MITRE ATT&CK techniques, every rule with its condition as written and with everything put in,"
                    + " its output, its tests and the fields that it reads, macros and lists, and a search over all of it.",
            "",
            "The page is one file, index.html, that needs no server and no other file. Tests in the folder tests beside the rules are run, and shown"
                    + " with what came out."
        },
        footer = {
            "",
            "Examples:",
            "  peregrine docs -o /tmp/rules rules                 a folder of rules with its tests",
            "  peregrine docs -o public falco_rules.yaml my_rules.yaml",
            "",
            "Exit status: 0, or 1 when rules or tests cannot be read or the page cannot be written."
        })
final class DocsOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "The folder to write index.html to; it is made when it does not exist.")
    private Path folder;

    @Parameters(arity = "1..*", paramLabel = "RULES", description = "Rules files or folders, in loading order.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.RenderRules(configuration, List.copyOf(files), folder);
    }
}
