package io.peregrine.app.watch;

import io.peregrine.alert.AlertFormat;
import io.peregrine.alert.AlertWriter;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.command.Terminal;
import io.peregrine.app.rules.Hostname;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.selection.SyscallSelection;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.FormatSettings;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.config.RulesSettings;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.rules.CompiledRule;
import io.peregrine.engine.rules.LoadReport;
import io.peregrine.engine.rules.LoadResult;
import io.peregrine.engine.rules.ReportText;
import io.peregrine.event.SourceException;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.output.OutputPipeline;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.server.web.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Watches until the source ends or a stop is asked for: start-up in the order of {@link #run}, the loop, and the summary. */
public final class WatchCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;
    private final LoadedConfiguration loaded;
    private final Configuration configuration;
    private final Invocation.Limits limits;

    /** A command for a configuration that is loaded. */
    public WatchCommand(
            CommandEnvironment environment, Terminal terminal, LoadedConfiguration loaded, Invocation.Limits limits) {
        this.environment = environment;
        this.terminal = terminal;
        this.loaded = loaded;
        this.configuration = loaded.values();
        this.limits = limits;
    }

    /**
     * Starts, watches and ends.
     *
     * @return the exit status
     * @throws CommandFailure when something that is needed cannot be had
     */
    public int run() throws CommandFailure {
        try (OperatorLog log = LogSetup.open(configuration, environment)) {
            announce(log);
            RuleSetup setup = new RuleSetup(configuration, environment);
            LoadResult result = load(setup, log);
            RuleSet rules = setup.plan(result);
            BitSet calls = select(result, log);
            if (limits.dryRun()) {
                log.debug("Skipping event processing in dry-run");
                return 0;
            }
            writePidFile();
            return watch(rules, calls, log);
        }
    }

    private void announce(Log log) {
        log.info("Peregrine version: " + ReportedVersions.PEREGRINE + ", compatible with Falco " + Versions.FALCO);
        log.info(loaded.mainFile()
                .map(file -> "Peregrine initialized with configuration files:")
                .orElse("No configuration file was found; the built-in defaults hold."));
        loaded.files().forEach(file -> {
            String line = "   " + file.path() + " | schema validation: " + file.validation();
            if (file.isValid()) {
                log.info(line);
            } else {
                log.warning(line);
            }
        });
        loaded.warnings().forEach(log::warning);
    }

    private LoadResult load(RuleSetup setup, Log log) throws CommandFailure {
        if (configuration.rules().files().isEmpty()) {
            throw new CommandFailure("No rules are given: name a rules file or folder with -r or under rules_files in the"
                    + " configuration.");
        }
        configuration.rules().missing().forEach(file -> log.info("   " + file + " does not exist and is skipped"));
        LoadResult result = setup.load();
        log.info("Loading rules from:");
        for (LoadReport report : result.reports()) {
            log.info("   " + report.file().name());
            if (!report.successful()) {
                throw new CommandFailure(ReportText.full(report));
            }
            if (!report.warnings().isEmpty()) {
                log.warning(ReportText.full(report));
            }
        }
        if (result.unmetRequirement().isPresent()) {
            throw new CommandFailure(result.unmetRequirement().get());
        }
        return result;
    }

    private BitSet select(LoadResult result, Log log) {
        BitSet byRules = new BitSet();
        for (CompiledRule rule : result.enabledRules()) {
            byRules.or(EventSelection.systemCalls(rule.definition().condition()));
        }
        SyscallSelection selection = SyscallSelection.of(
                byRules,
                new SyscallSelection.Base(
                        configuration.syscalls().customSet(),
                        configuration.syscalls().repair(),
                        configuration.syscalls().all()));
        if (!selection.unknownNames().isEmpty()) {
            log.warning("base_syscalls.custom_set names what is no system call: "
                    + String.join(", ", selection.unknownNames()));
        }
        if (!selection.unservedNames().isEmpty() && configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF) {
            log.warning("Loaded rules ask for calls that are not watched (base_syscalls takes them away, or they carry so"
                    + " much data that they need base_syscalls.all=true): warning (unsupported-evttype): "
                    + String.join(", ", selection.unservedNames()));
        }
        return selection.calls();
    }

    private void writePidFile() throws CommandFailure {
        if (limits.pidFile().isPresent()) {
            Path file = limits.pidFile().get();
            try {
                Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
            } catch (IOException e) {
                throw new CommandFailure("The process number cannot be written to " + file + ": " + e + ".", e);
            }
        }
    }

    private int watch(RuleSet rules, BitSet calls, Log log) throws CommandFailure {
        Control control = new Control();
        MatchCounters counters = new MatchCounters();
        AtomicReference<String> ended = new AtomicReference<>("");
        Optional<String> damage;
        try (OutputPipeline outputs = OutputSetup.open(
                configuration, writer(), environment, log, sentence -> {
                    ended.set(sentence);
                    control.ask(Control.Request.STOP);
                })) {
            MatchReceiver receiver = new MatchReceiver(Hostname.of(environment), counters, outputs::submit);
            damage = loop(rules, calls, receiver, control, log);
        }
        terminal.print(Summary.of(counters));
        if (!ended.get().isEmpty()) {
            throw new CommandFailure(ended.get());
        }
        if (damage.isPresent()) {
            throw new CommandFailure(damage.get());
        }
        return 0;
    }

    private Optional<String> loop(RuleSet rules, BitSet calls, MatchReceiver receiver, Control control, Log log)
            throws CommandFailure {
        try (OpenSource opened = OpenSource.open(
                        configuration, calls, environment.variable("HOST_ROOT").orElse(""));
                Signals _ = Signals.install(control, () -> log.info("SIGINT received, exiting..."))) {
            SourceWatcher watcher = new SourceWatcher(
                    new SourceWatcher.Frame(BuiltinFields.SYSCALL, opened.context(), control, opened.isLive() ? limits.stopAfter() : Optional.empty()),
                    rules,
                    configuration.rules().matching() == RulesSettings.Matching.ALL ? RuleMatching.ALL : RuleMatching.FIRST,
                    receiver);
            watcher.run(new EventLoop(opened));
            return Optional.empty();
        } catch (SourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private AlertWriter writer() {
        FormatSettings format = configuration.format();
        FormatSettings.Include include = format.include();
        return new AlertWriter(
                new AlertFormat(
                        format.json(),
                        format.iso8601(),
                        new AlertFormat.Properties(
                                include.output(), include.message(), include.outputFields(), include.tags())),
                environment.zone());
    }
}
