package io.peregrine.app.watch;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.OpenJars;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.live.SourceOpening;
import io.peregrine.app.observe.MatchCounters;
import io.peregrine.app.observe.Summary;
import io.peregrine.app.outputs.LibsLog;
import io.peregrine.app.outputs.LogSetup;
import io.peregrine.app.outputs.OutputSetup;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.plugins.PluginExchange;
import io.peregrine.app.plugins.PluginLoading;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.reload.Following;
import io.peregrine.app.reload.Reloader;
import io.peregrine.app.reload.RestartSettings;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesLoading;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.server.web.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Watches until the sources end or a stop is asked for: the start in the named steps of {@link #run}, the watch, and the summary. */
public final class WatchCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;
    private final ConfigurationRequest request;
    private final Invocation.Limits limits;
    private final Invocation.Sources sources;

    /** A command for what a command line says. */
    public WatchCommand(CommandEnvironment environment, Terminal terminal, Invocation.Run run) {
        this.environment = environment;
        this.terminal = terminal;
        this.request = run.configuration();
        this.limits = run.limits();
        this.sources = run.sources();
    }

    /**
     * Starts, watches and ends.
     *
     * @return the exit status
     * @throws CommandFailure when something that is needed cannot be had
     */
    public int run() throws CommandFailure {
        try (ProbeLoading begun = isUsual() ? ProbeLoading.usual() : ProbeLoading.none()) {
            StartSteps steps = new StartSteps();
            return run(steps, steps.take("configuration", () -> Settings.load(environment, request)), begun);
        }
    }

    /** Whether the command line leaves the engine to the configuration, which mostly leaves it as it is. */
    private boolean isUsual() {
        return !limits.dryRun() && request.overrides().stream().noneMatch(setting -> setting.startsWith("engine."));
    }

    private int run(StartSteps steps, LoadedConfiguration loaded, ProbeLoading begun) throws CommandFailure {
        Configuration configuration = loaded.values();
        try (OperatorLog log = steps.take("log", () -> LogSetup.open(configuration, environment));
                SystemHostNames hosts = new SystemHostNames();
                ProbeLoading probe = limits.dryRun() ? ProbeLoading.none() : begun.as(configuration)) {
            steps.run("announcement", () -> announce(loaded, log));
            LibsLog libs = new LibsLog(configuration.log(), log);
            PluginLoading loading = new PluginLoading(environment.home());
            PluginLoading.Logs logs = new PluginLoading.Logs(log::info, libs::plugin);
            try (LoadedPlugins plugins = steps.take("plugins", () -> loading.start(configuration, hostRoot(), logs))) {
                RuleFields fields = new RuleFields(
                        new CaptureFields(), hosts, ContainerSetup.plugin(configuration, hostRoot()), plugins);
                return run(steps, loaded, fields, new Opened(probe, log, loading, logs));
            }
        }
    }

    /** What is open before the rules are loaded. */
    private record Opened(ProbeLoading probe, OperatorLog log, PluginLoading loading, PluginLoading.Logs logs) {}

    private String hostRoot() {
        return environment.variable("HOST_ROOT").orElse("");
    }

    private int run(StartSteps steps, LoadedConfiguration loaded, RuleFields fields, Opened opened)
            throws CommandFailure {
        Configuration configuration = loaded.values();
        OperatorLog log = opened.log();
        Following.Loaded first = steps.take(
                "rules",
                () -> new Following.Loaded(
                        loaded,
                        configuration,
                        new RulesLoading(configuration, environment, fields, log).load(),
                        PluginExchange.none(fields.plugins())));
        EnabledSources chosen =
                steps.take("choice of sources", () -> EnabledSources.of(sources, configuration, fields.plugins()));
        if (limits.dryRun()) {
            steps.run("check of what is not opened", () -> check(configuration, fields, log));
        } else {
            steps.run("process number", this::writePidFile);
            steps.run("open jars", () -> Thread.ofVirtual().name("open-jars").start(OpenJars::openAll));
            steps.run("names of the sources", () -> announce(chosen, configuration, fields.plugins(), log));
            Session session = steps.take("session", () -> session(opened, chosen, fields));
            log.debug("Start: " + steps);
            watch(session, first, log);
        }
        return 0;
    }

    private void check(Configuration configuration, RuleFields fields, Log log) throws CommandFailure {
        OutputSetup.check(configuration, environment, log);
        RecorderSetup.check(
                configuration.capture(),
                new RuleSetup(configuration, environment, fields.further(), fields.hosts(), fields.plugins())
                        .catalog());
        log.debug("Skipping event processing in dry-run");
    }

    private static void announce(EnabledSources chosen, Configuration configuration, LoadedPlugins plugins, Log log) {
        if (configuration.engine().kind() != EngineSettings.Kind.REPLAY) {
            log.info("Loaded event sources: " + String.join(", ", chosen.loaded()));
            log.info("Enabled event sources: " + String.join(", ", chosen.enabled()));
            chosen.opened().forEach(source -> SourceOpening.announce(source, configuration, plugins, log));
        }
    }

    private Session session(Opened opened, EnabledSources chosen, RuleFields fields) {
        OperatorLog log = opened.log();
        List<OpenSource.Opening> openings = chosen.opened().stream()
                .<OpenSource.Opening>map(
                        source -> (values, wanted, hostRoot) -> new SourceOpening(new OpenSource.Surroundings(
                                        opened.probe(), hostRoot, fields.containers(), fields.plugins(), log))
                                .open(values, source, wanted))
                .toList();
        return new Session(
                new Session.Surroundings(
                        environment,
                        log,
                        openings,
                        fields,
                        running -> reload(running, fields, opened),
                        Reloader.Gathering.USUAL),
                limits);
    }

    private void watch(Session session, Following.Loaded first, Log log) throws CommandFailure {
        MatchCounters counters = new MatchCounters();
        try {
            session.watch(first, counters);
        } finally {
            if (session.hasStarted()) {
                printSummary(Summary.of(counters), log);
            }
        }
    }

    /** Prints what was seen. Alerts had other ways out: a standard output that cannot be written fails no run. */
    private void printSummary(String summary, Log log) {
        try {
            terminal.print(summary);
        } catch (CommandFailure e) {
            log.warning("The summary is missing: " + e.getMessage());
        }
    }

    private Following.Loaded reload(Configuration running, RuleFields fields, Opened opened) throws CommandFailure {
        Log log = opened.log();
        LoadedConfiguration loaded = Settings.load(environment, request);
        loaded.warnings().forEach(log::warning);
        Configuration values = RestartSettings.kept(running, loaded.values());
        PluginExchange plugins = opened.loading().exchange(fields.plugins(), values, opened.logs());
        try {
            RuleFields coming = fields.with(plugins.next());
            return new Following.Loaded(
                    loaded, values, new RulesLoading(values, environment, coming, log).load(), plugins);
        } catch (CommandFailure | RuntimeException e) {
            plugins.discard();
            throw e;
        }
    }

    private static void announce(LoadedConfiguration loaded, Log log) {
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
}
