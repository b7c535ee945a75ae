package io.peregrine.app.cli;

import picocli.CommandLine.Option;

/** The option with which the program says what it is. */
final class VersionOption {
    @Option(names = "--version", description = "Print the version and exit; as JSON when json_output is on.")
    private boolean given;

    boolean isGiven() {
        return given;
    }
}
