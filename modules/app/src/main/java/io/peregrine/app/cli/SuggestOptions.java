package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code suggest}. */
@Command(
        name = "suggest",
        sortOptions = false,
        description = {
            "Writes the narrowest exception that would have silenced recorded alerts, for each rule of them, as text to paste into a file that is loaded behind the"
                    + " rules: with how many of the alerts it covers, and which tests of malicious acts would find nothing any more.",
            "",
            "Alerts are JSON as outputs write it with json_output, one or many. The tests are those in the folder tests beside the rules. Look at every"
                    + " exception before it is loaded: whoever attacks may look like the work that it is about."
        },
        footer = {
            "",
            "Examples:",
            "  peregrine suggest alerts.json -r rules             an exception for each rule that raised alerts",
            "  peregrine suggest alerts.json -r rules --rule 'Account secrets read' > local.yaml",
            "  jq -c 'select(.output_fields[\"proc.name\"] == \"rsync\")' alerts.json | peregrine suggest - -r rules --macro",
            "                                                     for some of the alerts, as a macro",
            "",
            "Exit status: 0, or 1 when alerts or rules cannot be read."
        })
final class SuggestOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(names = "--rule", paramLabel = "RULE", description = "Look at the alerts of this rule alone.")
    private String rule;

    @Option(names = "--macro", description = "Write a macro and a changed condition instead of exceptions.")
    private boolean macro;

    @Option(names = "--json", description = "Print JSON, a line for each rule.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "ALERTS", description = "Files of alerts; - is standard input.")
    private List<Path> alerts = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.SuggestExceptions(
                configuration,
                List.copyOf(alerts),
                rules.paths(),
                Optional.ofNullable(rule),
                new Invocation.SuggestionForm(macro, json));
    }
}
