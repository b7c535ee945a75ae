package io.peregrine.app.cli;

import picocli.CommandLine.Option;

/** The option with which every command explains itself. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;
}
