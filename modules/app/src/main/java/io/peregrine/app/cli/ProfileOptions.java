package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code profile}. */
@Command(
        name = "profile",
        sortOptions = false,
        description = {
            "Says what rules cost: the share of each, how often it was asked, which comparison rejects first, and the time by stage; from a"
                    + " capture, or from this machine as it works (needs root).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  peregrine profile trace.scap.gz -r my_rules.yaml",
            "  sudo peregrine profile --for 60                          the configured rules on this machine",
            "  peregrine profile trace.scap.gz --json | jq '.rules[0]'  the most expensive rule",
            "",
            "Exit status: 0, or 1 when rules or capture cannot be read, or the machine cannot be watched."
        })
final class ProfileOptions implements Subcommand {
    private static final int LONGEST = 86_400;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(names = "--for", paramLabel = "SECONDS", description = "Watch this machine for so long.")
    private Integer seconds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "CAPTURE", description = "The capture to replay.")
    private Path capture;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        if ((capture == null) == (seconds == null)) {
            throw new UsageException("Name a capture, or say with --for SECONDS how long this machine is watched.");
        }
        if (seconds != null && (seconds < 1 || seconds > LONGEST)) {
            throw new UsageException(
                    "The option --for takes a number of seconds from 1 to " + LONGEST + ", not " + seconds + ".");
        }
        return new Invocation.ProfileRules(
                configuration.withRules(rules.names()),
                seconds == null
                        ? new Invocation.ProfileSubject.OfCapture(capture)
                        : new Invocation.ProfileSubject.OfMachine(Duration.ofSeconds(seconds)),
                json);
    }
}
