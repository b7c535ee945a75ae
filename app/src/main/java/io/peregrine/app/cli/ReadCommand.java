package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code read}. */
@Command(
        name = "read",
        sortOptions = false,
        description = "Prints the events of a capture file, or what is in it.",
        footer = {
            "",
            "Examples:",
            "  peregrine read trace.scap.gz --filter 'evt.type = execve' --format '%%evt.time %%proc.cmdline'",
            "  peregrine read trace.scap.gz --summary"
        })
final class ReadCommand implements Subcommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;

    @Option(names = "--filter", paramLabel = "CONDITION", description = "Print only events that meet this condition.")
    private String filter = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What is printed of an event; fields as in rule outputs.")
    private String format = "";

    @Option(names = "--json", description = "Print JSON, an object a line.")
    private boolean json;

    @Option(
            names = "--summary",
            description = "Print times, the process tree, event counts, most used files and connections.")
    private boolean summary;

    @Parameters(paramLabel = "FILE", description = "The capture file.")
    private Path file;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.ReadCapture(configuration, file, filter, format, json, summary);
    }
}
