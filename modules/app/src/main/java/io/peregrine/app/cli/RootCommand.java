package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the program itself, without how they are grouped: {@link WholeCommand} shows them in groups and has the commands, {@link RunOptions} is
 * what most command lines need.
 */
abstract class RootCommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--version", description = "Print the version and exit; as JSON when json_output is on.")
    private boolean version;

    abstract ConfigurationOptions configurationOptions();

    abstract RunningOptions runningOptions();

    abstract PrintingOptions printingOptions();

    abstract FormerOptions formerOptions();

    ConfigurationRequest configuration(List<String> warnings) {
        ConfigurationOptions configuration = configurationOptions();
        FormerOptions former = formerOptions();
        List<String> overrides = new ArrayList<>(former.overrides(warnings));
        overrides.addAll(configuration.overrides);
        return new ConfigurationRequest(
                Optional.ofNullable(configuration.file),
                overrides,
                configuration.rules,
                former.extraOutput(warnings),
                runningOptions().unbuffered);
    }

    Invocation invocation(List<String> warnings) throws UsageException {
        PrintingOptions printing = printingOptions();
        RunningOptions running = runningOptions();
        Action action = version && !printing.comesBeforeVersion()
                ? new Action.PrintVersion()
                : printing.action(formerOptions().isMarkdown(), warnings);
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
