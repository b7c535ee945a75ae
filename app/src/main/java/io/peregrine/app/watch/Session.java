package io.peregrine.app.watch;

import io.peregrine.alert.Alert;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.drops.DropMonitor;
import io.peregrine.app.rules.Hostname;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.event.SourceException;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.OutputPipeline;
import io.peregrine.output.log.Log;
import io.peregrine.probe.Probe;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.recorder.Recorder;
import io.peregrine.server.metrics.EngineFacts;
import io.peregrine.server.metrics.MachineFacts;
import io.peregrine.server.web.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One run of the engine, from open outputs and source to their end. */
final class Session {
    private static final long SECOND = 1_000_000_000L;

    /** Loads configuration and rules anew. */
    interface Reload {
        /**
         * Loads them.
         *
         * @throws CommandFailure with everything that is wrong
         */
        LoadedRules load(Log log) throws CommandFailure;
    }

    /**
     * What a session needs to load rules again.
     *
     * @param captures the fields of recordings, which the rules share with the recorder
     * @param reload loads configuration and rules anew
     */
    record Rules(CaptureFields captures, Reload reload) {}

    private final CommandEnvironment environment;
    private final Log log;
    private final LoadedConfiguration loaded;
    private final Configuration configuration;
    private final Invocation.Limits limits;
    private final Rules ruleSource;
    private final String hostname;
    private final Control control = new Control();
    private final AtomicReference<String> ended = new AtomicReference<>("");
    private final AtomicReference<EngineFacts> facts = new AtomicReference<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private boolean started;

    Session(
            CommandEnvironment environment,
            Log log,
            LoadedConfiguration loaded,
            Invocation.Limits limits,
            Rules ruleSource) {
        this.environment = environment;
        this.log = log;
        this.loaded = loaded;
        this.configuration = loaded.values();
        this.limits = limits;
        this.ruleSource = ruleSource;
        this.hostname = Hostname.of(environment);
    }

    /**
     * Watches to the end.
     *
     * @throws CommandFailure when a part cannot be had, the source is damaged or an output has ended for good; events before that were judged
     */
    void watch(LoadedRules rules, MatchCounters counters) throws CommandFailure {
        noteReload(rules);
        OutputCounters outputCounters = new OutputCounters();
        Optional<String> damage;
        try (OutputPipeline outputs = OutputSetup.open(configuration, environment, log, outputCounters, this::end);
                OpenSource source = openSource(rules)) {
            started = true;
            Figures figures = new Figures(facts::get, counters, outputs, outputCounters, source);
            damage = run(rules, counters, outputs, figures, source);
        }
        if (!ended.get().isEmpty()) {
            throw new CommandFailure(ended.get());
        }
        if (damage.isPresent()) {
            throw new CommandFailure(damage.get());
        }
    }

    /** Whether outputs and source could be opened. */
    boolean hasStarted() {
        return started;
    }

    private OpenSource openSource(LoadedRules rules) throws CommandFailure {
        try {
            return OpenSource.open(
                    configuration,
                    rules.selection().calls(),
                    environment.variable("HOST_ROOT").orElse(""));
        } catch (SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Optional<String> run(
            LoadedRules rules, MatchCounters counters, OutputPipeline outputs, Figures figures, OpenSource source)
            throws CommandFailure {
        RecorderSetup.Reports reports = new RecorderSetup.Reports(log, outputs::submit, hostname);
        Optional<Recorder> recorder = RecorderSetup.open(
                configuration.capture(),
                source.context(),
                new RuleSetup(configuration, environment).catalog(),
                reports);
        recorder.ifPresent(open -> {
            ruleSource.captures().register(source.context(), open);
            closing.add(() -> ruleSource.captures().remove(source.context()));
            closing.add(open);
            if (!source.isLive()) {
                open.waitForDisk();
            }
        });
        MatchReceiver receiver = new MatchReceiver(rules, hostname, counters, outputs::submit, recorder);
        SourceWatcher watcher = new SourceWatcher(
                source,
                new SourceWatcher.Manner(control, source.isLive() ? limits.stopAfter() : Optional.empty()),
                rules,
                receiver);
        watcher.add(figures::sample);
        watcher.add(() -> receiver.tick(source.context().event().timestamp()));
        source.probe().ifPresent(probe -> {
            watchDrops(probe, watcher, source, reports);
            watcher.add(new ClockCare(probe)::run);
        });
        Reloader reloader = startReloader(watcher, outputs::submit);
        closing.add(Signals.install(new Signals.Actions(this::stop, reloader::request, outputs::reopen)));
        closing.add(reloader);
        if (source.isLive()) {
            WebSetup.start(configuration, environment, figures, () -> notReady(figures))
                    .ifPresent(closing::add);
            MetricsSetup.start(configuration.metrics(), environment, figures, outputs::submit, log)
                    .ifPresent(closing::add);
        }
        try {
            watcher.run();
            return Optional.empty();
        } catch (SourceException e) {
            return Optional.of(e.getMessage());
        } finally {
            closeAll();
        }
    }

    private void watchDrops(Probe probe, SourceWatcher watcher, OpenSource source, RecorderSetup.Reports reports) {
        DropMonitor monitor = new DropMonitor(
                configuration.drops(),
                () -> DropReports.counts(probe),
                new DropReports(configuration.drops(), reports, this::end));
        watcher.add(() -> {
            if (source.context().event().number() > 0) {
                monitor.eventAt(source.context().event().timestamp());
            }
        });
        closing.add(() -> environment
                .err()
                .print("Syscall event drop monitoring:\n   - event drop detected: " + monitor.detected()
                        + " occurrences\n   - num times actions taken: " + monitor.reported() + "\n"));
    }

    private Reloader startReloader(SourceWatcher watcher, Consumer<Alert> alerts) {
        Reloader reloader = new Reloader(
                () -> ruleSource.reload().load(log),
                new Reloader.Receivers(
                        rules -> {
                            noteReload(rules);
                            watcher.replaceRules(rules);
                        },
                        reason -> alerts.accept(reloadFailure(reason))),
                log);
        if (configuration.watchFiles()) {
            List<Path> files = new ArrayList<>();
            loaded.files().forEach(file -> files.add(file.path()));
            List<Path> folders = new ArrayList<>(loaded.folders());
            for (String file : configuration.rules().files()) {
                (Files.isDirectory(Path.of(file)) ? folders : files).add(Path.of(file));
            }
            try {
                closing.add(new FileWatch(files, folders, reloader::request));
            } catch (IOException e) {
                log.warning("Changes of configuration and rules files are not noticed: " + e.getMessage() + ".");
            }
        }
        return reloader;
    }

    private InternalAlert reloadFailure(String reason) {
        String rule = "Falco internal: hot restart failure";
        return new InternalAlert(
                now(),
                rule,
                Priority.CRITICAL,
                hostname,
                rule + ": " + reason.strip().replaceAll("\\s*\n\\s*", "; "),
                new TreeMap<>());
    }

    private void noteReload(LoadedRules rules) {
        long now = now();
        EngineFacts before = facts.get();
        facts.set(new EngineFacts(
                Versions.FALCO,
                before == null ? now : before.started(),
                now,
                MachineFacts.read(Path.of(environment.variable("HOST_ROOT").orElse("") + "/proc"), hostname),
                rules.files(),
                loaded.files().stream()
                        .map(file -> new EngineFacts.FileDigest(
                                file.path().getFileName().toString(), file.sha256()))
                        .toList()));
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    private static List<String> notReady(Figures figures) {
        return figures.events() > 0 ? List.of() : List.of("No event has come from the kernel yet.");
    }

    private void stop() {
        log.info("SIGINT received, exiting...");
        control.stop();
    }

    /** Ends the run for a reason that the user reads. */
    private void end(String sentence) {
        ended.compareAndSet("", sentence);
        control.stop();
    }

    private void closeAll() {
        for (AutoCloseable part : closing.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                log.warning("A part did not close cleanly: " + e.getMessage());
            }
        }
    }
}
