package io.peregrine.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that print something about the engine and end. */
final class PrintingOptions {
    @Option(
            names = {"-V", "--validate"},
            paramLabel = "RULES",
            description =
                    "Check a rules file; may be given many times; result as JSON when json_output is on; with -L or -l also "
                            + "describe the rules.")
    private List<Path> validate = new ArrayList<>();

    @Option(names = "-L", description = "Describe all rules; in detail and as JSON when json_output is on.")
    private boolean describeAll;

    @Option(names = "-l", paramLabel = "RULE", description = "Describe one rule.")
    private String describe;

    @Option(
            names = "--list",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "SOURCE",
            description = "List the fields of conditions and outputs, all or those of one event source.")
    private String listFields;

    @Option(names = "-N", description = "With --list: names only.")
    private boolean namesOnly;

    @Option(names = "--list-events", description = "List all event types.")
    private boolean listEvents;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "With --list and --list-events: text, markdown or json.")
    private String format;

    @Option(names = "-i", description = "List the system calls that are left out for their number.")
    private boolean ignored;

    @Option(names = "--list-plugins", description = "List the loaded plugins.")
    private boolean listPlugins;

    @Option(names = "--plugin-info", paramLabel = "PLUGIN", description = "Describe a plugin, by name or library path.")
    private String pluginInfo;

    @Option(names = "--config-schema", description = "Print the JSON schema of the configuration.")
    private boolean configSchema;

    @Option(names = "--rule-schema", description = "Print the JSON schema of rules files.")
    private boolean ruleSchema;

    @Option(names = "--support", description = "Print what a support request needs, as JSON.")
    private boolean support;

    @Option(names = "--page-size", description = "Print the size of a memory page.")
    private boolean pageSize;

    /** Tells whether one of the actions that outrank {@code --version} is asked for. */
    boolean comesBeforeVersion() {
        return configSchema || ruleSchema || ignored || listEvents;
    }

    Action action(boolean markdown, List<String> warnings) throws UsageException {
        Action.Format chosen = format(markdown, warnings);
        if (configSchema) {
            return new Action.PrintConfigSchema();
        }
        if (ruleSchema) {
            return new Action.PrintRuleSchema();
        }
        if (ignored) {
            return new Action.PrintIgnoredEvents();
        }
        if (listEvents) {
            return new Action.ListEvents(chosen);
        }
        return needingConfiguration(chosen).orElseGet(Action.Watch::new);
    }

    private Optional<Action> needingConfiguration(Action.Format chosen) {
        if (pageSize) {
            return Optional.of(new Action.PrintPageSize());
        }
        if (pluginInfo != null) {
            return Optional.of(new Action.PluginInfo(pluginInfo));
        }
        if (listPlugins) {
            return Optional.of(new Action.ListPlugins());
        }
        if (listFields != null) {
            return Optional.of(new Action.ListFields(listFields, chosen, namesOnly));
        }
        if (!validate.isEmpty()) {
            return Optional.of(new Action.ValidateRules(List.copyOf(validate), described()));
        }
        if (described().isPresent()) {
            return described().map(rules -> rules);
        }
        return support ? Optional.of(new Action.PrintSupport()) : Optional.empty();
    }

    private Optional<Action.DescribeRules> described() {
        return describe != null || describeAll
                ? Optional.of(new Action.DescribeRules(Optional.ofNullable(describe)))
                : Optional.empty();
    }

    private Action.Format format(boolean markdown, List<String> warnings) throws UsageException {
        if (format == null) {
            if (markdown) {
                warnings.add("The option --markdown is deprecated; write --format markdown instead.");
            }
            return markdown ? Action.Format.MARKDOWN : Action.Format.TEXT;
        }
        if (markdown) {
            throw new UsageException("The options --markdown and --format cannot be used together.");
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text", "" -> Action.Format.TEXT;
            case "markdown" -> Action.Format.MARKDOWN;
            case "json" -> Action.Format.JSON;
            default ->
                throw new UsageException(
                        "There is no format '" + format + "'; the option --format takes text, markdown or json.");
        };
    }
}
