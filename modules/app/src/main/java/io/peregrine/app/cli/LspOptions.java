package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code lsp}. */
@Command(
        name = "lsp",
        sortOptions = false,
        description = {
            "Serves an editor with what it needs for rules files, in the Language Server Protocol over standard input and output: errors and findings while"
                    + " typing, completion, hover, definitions and references, renaming, quick fixes, layout, colours, and the state of the tests above each rule.",
            "",
            "An editor starts it; docs/authors.md says how for Visual Studio Code, Neovim and Helix. A file is read behind the rules of -r and the files of its"
                    + " folder whose names come before its own, as the engine reads a folder."
        },
        footer = {
            "",
            "Examples:",
            "  peregrine lsp                               for an editor: the folder of a file is what it is read with",
            "  peregrine lsp -r /etc/falco/falco_rules.yaml  for files that change the rules of another one",
            "",
            "Exit status: 0 when the editor said goodbye, 1 when it went without a word."
        })
final class LspOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = "-r",
            paramLabel = "RULES",
            description = "Rules file or folder that is read before the one that is edited; may be given many times.")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--stdio",
            description = "Accepted because editors pass it: standard input and output are always used.")
    private boolean stdio;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.ServeEditor(configuration, List.copyOf(rules));
    }
}
