package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options of the program itself; {@link WholeCommand} has the commands behind it too. */
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
        })
class RootCommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private final VersionOption version = new VersionOption();

    private final ConfigurationOptions configuration = new ConfigurationOptions();

    private final RunningOptions running = new RunningOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nPrint and exit:%n")
    private final PrintingOptions printing = new PrintingOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOptions of earlier releases, still understood:%n")
    private final FormerOptions former = new FormerOptions();

    /** The options with which the program is started as a rule, in no groups; see {@link #ungrouped}. */
    CommandSpec usual() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("peregrine");
        configuration.addTo(spec);
        running.addTo(spec);
        return spec;
    }

    /**
     * The same options in no groups, which is all that most command lines need: what picocli makes of this class and its groups takes as long again as
     * the options themselves.
     */
    CommandSpec ungrouped() {
        CommandSpec spec = usual();
        for (Object part : List.of(help, version, printing, former)) {
            spec.addMixin(part.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(part));
        }
        return spec;
    }

    /** All options in the groups of the help. */
    CommandSpec grouped() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(this);
        configuration.addTo(spec, 1);
        running.addTo(spec, 2);
        return spec;
    }

    ConfigurationRequest configuration(List<String> warnings) {
        List<String> overrides = new ArrayList<>(former.overrides(warnings));
        overrides.addAll(configuration.overrides());
        return new ConfigurationRequest(
                configuration.file(),
                overrides,
                configuration.rules(),
                former.extraOutput(warnings),
                running.unbuffered());
    }

    Invocation invocation(List<String> warnings) throws UsageException {
        Action action = version.isGiven() && !printing.comesBeforeVersion()
                ? new Action.PrintVersion()
                : printing.action(former.isMarkdown(), warnings);
        return new Invocation.Run(configuration(warnings), action, running.sources(), running.limits());
    }
}
