package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code read}. */
@Command(
        name = "read",
        sortOptions = false,
        description = {
            "Prints the events of a capture file, a line each, or what is in it. Captures of Peregrine, Falco and sysdig are"
                    + " read, plain or gzip, of any age.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  peregrine read trace.scap.gz --filter 'evt.type = execve' --format '%%evt.time %%proc.cmdline'",
            "  peregrine read trace.scap.gz --json --format '%%fd.name %%proc.name' --filter 'fd.name exists'",
            "  peregrine read trace.scap.gz --summary",
            "",
            "Exit status: 0, or 1 when the file is no capture or damaged; what comes before the damage is printed."
        })
final class ReadOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            description = "Print only events that meet this condition of the rule language; peregrine --list"
                    + " names the fields.")
    private String filter = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "What is printed of an event, with fields as in outputs of rules; without it number, time, processor,"
                            + " process, type and arguments.")
    private String format = "";

    @Option(
            names = "--json",
            description = "Print JSON: an object a line that holds the fields of the format, or the summary.")
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
