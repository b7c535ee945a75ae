package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code hunt}. */
@Command(
        name = "hunt",
        sortOptions = false,
        description = {
            "Judges many captures by one set of rules, as many at once as the machine has processors, and says what was found where."
                    + " Within a capture alerts come in order. A capture that cannot be read does not stop the others.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  peregrine hunt captures/ -r my_rules.yaml",
            "  peregrine hunt monday.scap.gz tuesday.scap.gz --summary",
            "  peregrine hunt captures/ --json | jq 'select(.capture)'",
            "",
            "Exit status: 0 when all captures were read to their ends, whatever was found; 2 when some could not be, which the summary",
            "names; 1 when nothing was judged: the command line or the rules are wrong, or there is no capture."
        })
final class HuntOptions implements Subcommand {
    private static final int MOST_JOBS = 1024;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "How many captures are judged at once; without it as many as there are processors.")
    private Integer jobs;

    @Option(names = "--summary", description = "Print the summary alone, no alerts.")
    private boolean summary;

    @Option(
            names = "--json",
            description =
                    "Print JSON, an object a line: the alerts with the capture that each is from, and last the summary.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURES",
            description = "Captures, and folders: those stand for the .scap and .scap.gz files in them.")
    private List<Path> captures = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        int wanted = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (wanted < 1 || wanted > MOST_JOBS) {
            throw new UsageException(
                    "The option --jobs takes a number from 1 to " + MOST_JOBS + ", not " + wanted + ".");
        }
        return new Invocation.HuntCaptures(
                configuration.withRules(rules.names()), List.copyOf(captures), wanted, json, summary);
    }
}
