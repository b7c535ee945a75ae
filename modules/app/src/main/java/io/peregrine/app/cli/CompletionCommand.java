package io.peregrine.app.cli;

import io.peregrine.app.cli.completion.CompletionText;
import io.peregrine.config.ConfigurationRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code completion}. */
@Command(
        name = "completion",
        sortOptions = false,
        description = "Prints what a shell needs to complete this command line, or its manual page.",
        footer = {
            "",
            "Examples:",
            "  source <(peregrine completion bash)",
            "  peregrine completion zsh > ~/.zfunc/_peregrine",
            "  peregrine completion fish > ~/.config/fish/completions/peregrine.fish",
            "  peregrine completion man | man -l -"
        })
final class CompletionCommand implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(
            paramLabel = "SHELL",
            description = "One of bash, zsh, fish and man.",
            completionCandidates = Shells.class)
    private CompletionText shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.ShowHelp(shell.of(spec.root().commandLine()));
    }

    /** The values as they are written. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Shells() {
            super(List.of("bash", "zsh", "fish", "man"));
        }
    }
}
