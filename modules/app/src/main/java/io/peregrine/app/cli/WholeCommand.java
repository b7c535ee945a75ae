package io.peregrine.app.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/**
 * The program's own options and its commands. Making their models takes longer than all else that the start does with the command line, so they are
 * made only for arguments that {@link RunOptions} does not explain.
 */
@Command(
        name = "peregrine",
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = {
            "peregrine [-c FILE] [-r RULES]... [-o KEY=VALUE]... [OPTION]...",
            "       peregrine COMMAND [OPTION]... [ARGUMENT]..."
        },
        description = {
            "",
            "Watches this machine's system calls and raises an alert when one matches a rule. Needs root.",
            "Rules, configuration, options and outputs are those of Falco 0.44.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  sudo peregrine                                     watch with the installed configuration and rules",
            "  sudo peregrine -r my_rules.yaml -o json_output=true  watch with my rules, alerts as JSON",
            "  peregrine -o engine.kind=replay -o engine.replay.capture_file=trace.scap.gz",
            "                                                     raise the alerts of a recorded trace",
            "  peregrine -V my_rules.yaml                         check rules",
            "  peregrine --list=syscall -N                        names of the fields that rules may use",
            "  systemctl reload peregrine                         reload configuration and rules (or send SIGHUP)",
            "",
            "Configuration without -c: /etc/peregrine/peregrine.yaml, else /etc/falco/falco.yaml, else the one shipped.",
            "Exit status: 0 when all went well, 1 otherwise."
        },
        subcommands = {
            RecordOptions.class,
            ReadOptions.class,
            HuntOptions.class,
            ProfileOptions.class,
            LintOptions.class,
            TestOptions.class,
            ExplainOptions.class,
            FmtOptions.class,
            SuggestOptions.class,
            DocsOptions.class,
            LspOptions.class,
            MigrateOptions.class,
            ArtifactOptions.class,
            PluginOptions.class,
            CompletionCommand.class
        })
final class WholeCommand extends RootCommand {
    @ArgGroup(validate = false, heading = "%nConfiguration and rules:%n")
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @ArgGroup(validate = false, heading = "%nRunning:%n")
    private final RunningOptions running = new RunningOptions();

    @ArgGroup(validate = false, heading = "%nPrint and exit:%n")
    private final PrintingOptions printing = new PrintingOptions();

    @ArgGroup(validate = false, heading = "%nOptions of earlier releases, still understood:%n")
    private final FormerOptions former = new FormerOptions();

    @Override
    ConfigurationOptions configurationOptions() {
        return configuration;
    }

    @Override
    RunningOptions runningOptions() {
        return running;
    }

    @Override
    PrintingOptions printingOptions() {
        return printing;
    }

    @Override
    FormerOptions formerOptions() {
        return former;
    }
}
