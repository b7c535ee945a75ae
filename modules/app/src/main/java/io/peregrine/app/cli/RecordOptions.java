package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.setting.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code record}. */
@Command(
        name = "record",
        sortOptions = false,
        description = {
            "Records the events of the machine, or of one command and its children, to a capture file, which peregrine"
                    + " read, Falco, sysdig and Stratoshark open. Needs root.",
            ""
        },
        footer = {
            "",
            "A recording ends by Ctrl-C or TERM, after --duration, or with COMMAND; the file is whole in each case. It",
            "holds environments and data of processes: only its owner may read it.",
            "",
            "Examples:",
            "  sudo peregrine record -o all.scap.gz --duration 10s",
            "  sudo peregrine record -o opens.scap.gz --filter 'evt.type in (open, openat) and fd.name startswith /etc'",
            "  sudo peregrine record -o curl.scap.gz --private -- curl https://example.org",
            "",
            "Exit status: that of COMMAND when there is one, else 0; 1 when the recording could not begin or was given up."
        })
public final class RecordOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The capture file to write; compressed when its name ends with .gz.")
    private Path output;

    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            description = "Record only events that meet this condition of the rule language; peregrine --list"
                    + " names the fields.")
    private String filter = "";

    @Option(names = "--duration", paramLabel = "TIME", description = "Stop after this time, such as 10s or 5m.")
    private String duration;

    @Option(names = "--private", description = "Leave out environments and processes that are not the command's.")
    private boolean isPrivate;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "A command to run, with its arguments, behind --; only its process tree is recorded.")
    private List<String> command = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        Optional<Duration> limit = Optional.empty();
        if (duration != null) {
            limit = TimeSpan.parse(duration.matches("[0-9]+") ? duration + "s" : duration)
                    .filter(time -> !time.isZero());
            if (limit.isEmpty()) {
                throw new UsageException(
                        "The option --duration takes a time such as 10s or 5m, not '" + duration + "'.");
            }
        }
        return new Invocation.RecordCapture(configuration, output, filter, limit, isPrivate, List.copyOf(command));
    }
}
