package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code explain}. */
@Command(
        name = "explain",
        sortOptions = false,
        description =
                "Says why a rule matched an event, or did not: the condition as a tree, what each part said, what it looked at, and which"
                        + " comparison decided.",
        footer = {
            "",
            "Examples:",
            "  peregrine explain trace.scap.gz --event 1204 --rule 'Account secrets read'",
            "  peregrine explain trace.scap.gz --event 1204            the rules that matched it",
            "  peregrine explain trace.scap.gz --almost --rule 'Account secrets read'",
            "                                                          events that failed by one comparison alone",
            "",
            "Exit status: 0 whether the rule matched or not, 1 when something cannot be read."
        })
final class ExplainOptions implements Subcommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;

    @Option(names = "--event", paramLabel = "N", description = "The number of the event, as evt.num shows it.")
    private Long event;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "The name of the rule; without it the rules that matched the event.")
    private String rule;

    @Option(names = "--almost", description = "Name the events at which the rule failed by one comparison alone.")
    private boolean almost;

    @Option(
            names = "-r",
            paramLabel = "RULES",
            description = "Rules file or folder instead of the configured ones; may be given many times.")
    private List<Path> rules = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON, a line for each explanation.")
    private boolean json;

    @Parameters(paramLabel = "CAPTURE", description = "The capture that the event is in.")
    private Path capture;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        if (event == null && !almost) {
            throw new UsageException(
                    "Say which event is explained with --event N, or ask for near misses with --almost.");
        }
        if (almost && rule == null) {
            throw new UsageException("Near misses are those of one rule: name it with --rule.");
        }
        return new Invocation.ExplainRules(
                configuration,
                capture,
                List.copyOf(rules),
                new Invocation.Explained(
                        event == null ? OptionalLong.empty() : OptionalLong.of(event),
                        Optional.ofNullable(rule),
                        json));
    }
}
