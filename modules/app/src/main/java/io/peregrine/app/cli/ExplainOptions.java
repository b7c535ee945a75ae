package io.peregrine.app.cli;

import io.peregrine.app.cli.Invocation.ExplainSubject;
import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code explain}. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Says why a rule matched an event, or did not: the condition as a tree with macros and lists put in, what each part said (yes, no),"
                    + " what it looked at, and which comparison decided.",
            "",
            "The event is one of a capture (CAPTURE --event N), the next one on this machine that meets a filter (--live FILTER), or what an alert's"
                    + " JSON still shows of it (--alert FILE; what the alert does not show is marked with ?). With --almost those events of a capture are named"
                    + " that a rule missed by one comparison alone."
        },
        footer = {
            "",
            "Examples:",
            "  peregrine explain trace.scap.gz --event 1204 --rule 'Account secrets read'",
            "  peregrine explain trace.scap.gz --event 1204            the rules that matched it",
            "  peregrine explain trace.scap.gz --almost --rule 'Account secrets read'",
            "                                                          events that failed by one comparison alone",
            "  peregrine explain --alert alert.json -r my_rules.yaml   why this alert was raised",
            "  sudo peregrine explain --live 'evt.type = openat and fd.name = /etc/shadow' --rule 'Account secrets read'",
            "",
            "Exit status: 0 whether the rule matched or not, 1 when something cannot be read."
        })
final class ExplainOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--event", paramLabel = "N", description = "The number of the event, as evt.num shows it.")
    private Long event;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "The name of the rule; without it the rules that matched the event, or that of the alert.")
    private String rule;

    @Option(names = "--almost", description = "Name the events at which the rule failed by one comparison alone.")
    private boolean almost;

    @Option(
            names = "--alert",
            paramLabel = "FILE",
            description = "Explain the alerts in this file, JSON as outputs write it; - is standard input.")
    private Path alert;

    @Option(
            names = "--live",
            paramLabel = "FILTER",
            description = "Wait for the next event that meets this condition, and explain it. Needs root.")
    private String live;

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "Print JSON, a line for each explanation.")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "CAPTURE", description = "The capture that the event is in.")
    private Path capture;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        if (Stream.of(capture, alert, live).filter(given -> given != null).count() != 1) {
            throw new UsageException(
                    "Name what is explained: a CAPTURE, an alert with --alert FILE, or --live FILTER; one of them.");
        }
        return new Invocation.ExplainRules(
                capture == null ? configuration : replaying(configuration),
                rules.paths(),
                subject(),
                Optional.ofNullable(rule),
                json);
    }

    private ExplainSubject subject() throws UsageException {
        if (capture == null && (event != null || almost)) {
            throw new UsageException("The options --event and --almost belong to a CAPTURE.");
        }
        if (alert != null) {
            return new ExplainSubject.OfAlerts(alert);
        }
        if (live != null) {
            return new ExplainSubject.NextLive(live);
        }
        if ((event == null) != almost) {
            throw new UsageException(
                    "Say which event is explained with --event N, or ask for near misses with --almost.");
        }
        if (almost && rule == null) {
            throw new UsageException("Near misses are those of one rule: name it with --rule.");
        }
        return almost
                ? new ExplainSubject.AlmostInCapture(capture)
                : new ExplainSubject.OfCapture(capture, event.longValue());
    }

    /** The same configuration for a replay of the capture. */
    private ConfigurationRequest replaying(ConfigurationRequest configuration) {
        List<String> overrides = new ArrayList<>(configuration.overrides());
        overrides.add("engine.kind=replay");
        overrides.add("engine.replay.capture_file=" + capture);
        return new ConfigurationRequest(
                configuration.file(),
                overrides,
                configuration.rulesFiles(),
                configuration.extraOutput(),
                configuration.unbuffered());
    }
}
