package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

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

    @ArgGroup(validate = false, heading = "%nConfiguration and rules:%n")
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @ArgGroup(validate = false, heading = "%nRunning:%n")
    private final RunningOptions running = new RunningOptions();

    @ArgGroup(validate = false, heading = "%nPrint and exit:%n")
    private final PrintingOptions printing = new PrintingOptions();

    @ArgGroup(validate = false, heading = "%nOptions of earlier releases, still understood:%n")
    private final FormerOptions former = new FormerOptions();

    /** The options with which the program is started as a rule, in no groups; see {@link #ungrouped}. */
    CommandSpec usual() {
        return ungrouped(configuration, running);
    }

    /**
     * The same options in no groups, which is all that most command lines need: what picocli makes of this class and its groups takes as long again as
     * the options themselves.
     */
    CommandSpec ungrouped() {
        return ungrouped(help, version, configuration, running, printing, former);
    }

    private CommandSpec ungrouped(Object... parts) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("peregrine");
        for (Object part : parts) {
            spec.addMixin(part.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(part));
        }
        return spec;
    }

    ConfigurationRequest configuration(List<String> warnings) {
        List<String> overrides = new ArrayList<>(former.overrides(warnings));
        overrides.addAll(configuration.overrides);
        return new ConfigurationRequest(
                Optional.ofNullable(configuration.file),
                overrides,
                configuration.rules,
                former.extraOutput(warnings),
                running.unbuffered);
    }

    Invocation invocation(List<String> warnings) throws UsageException {
        Action action = version.isGiven() && !printing.comesBeforeVersion()
                ? new Action.PrintVersion()
                : printing.action(former.isMarkdown(), warnings);
        return new Invocation.Run(
                configuration(warnings),
                action,
                new Invocation.Sources(List.copyOf(running.enabled), List.copyOf(running.disabled)),
                new Invocation.Limits(
                        running.seconds > 0 ? Optional.of(Duration.ofSeconds(running.seconds)) : Optional.empty(),
                        running.dryRun,
                        running.verbose,
                        Optional.ofNullable(running.pidFile)));
    }

    /** Where configuration and rules come from. */
    static final class ConfigurationOptions {
        @Option(names = "-c", paramLabel = "FILE", description = "Configuration file.")
        private Path file;

        @Option(
                names = {"-o", "--option"},
                paramLabel = "KEY=VALUE",
                description = {
                    "Set one setting, over what the files say; may be given many times.",
                    "  -o webserver.listen_port=9000     a key below another",
                    "  -o rules_files[0]=/a.yaml         an entry of a list, from 0",
                    "  -o 'append_output[]={\"extra_output\": \"x\"}'  a new entry; braces and brackets hold YAML",
                    "  -o 'static_fields.a\\.b=c'         a dot that belongs to a name"
                })
        private List<String> overrides = new ArrayList<>();

        @Option(
                names = "-r",
                paramLabel = "RULES",
                description = "Rules file, or folder of .yaml and .yml files, instead of rules_files; may be given many"
                        + " times.")
        private List<String> rules = new ArrayList<>();
    }

    /** How a run goes. */
    static final class RunningOptions {
        @Option(
                names = "--dry-run",
                description = "Load everything, open nothing; says whether configuration and rules are good.")
        private boolean dryRun;

        @Option(
                names = "--enable-source",
                paramLabel = "SOURCE",
                description = "Open only this event source; may be given many times.")
        private List<String> enabled = new ArrayList<>();

        @Option(
                names = "--disable-source",
                paramLabel = "SOURCE",
                description = "Leave this event source closed; may be given many times.")
        private List<String> disabled = new ArrayList<>();

        @Option(names = "-M", paramLabel = "SECONDS", description = "End after this many seconds.")
        private long seconds;

        @Option(
                names = {"-P", "--pidfile"},
                paramLabel = "FILE",
                description = "Write the process number to this file.")
        private Path pidFile;

        @Option(
                names = {"-U", "--unbuffered"},
                description = "Write every alert at once, whatever buffered_outputs says.")
        private boolean unbuffered;

        @Option(names = "-v", description = "Print statistics at the end, and log what the kernel leaves out.")
        private boolean verbose;
    }
}
