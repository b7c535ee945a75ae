package io.peregrine.app.watch;

import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.SyscallSets;
import io.peregrine.app.live.WarmUp;
import io.peregrine.app.observe.Figures;
import io.peregrine.app.observe.FileDigests;
import io.peregrine.app.observe.MatchCounters;
import io.peregrine.app.observe.MetricsPart;
import io.peregrine.app.observe.MetricsSetup;
import io.peregrine.app.observe.PluginFigures;
import io.peregrine.app.observe.Readiness;
import io.peregrine.app.observe.SourceFigures;
import io.peregrine.app.observe.WebPart;
import io.peregrine.app.observe.WebSetup;
import io.peregrine.app.outputs.LibsLog;
import io.peregrine.app.outputs.LogPart;
import io.peregrine.app.outputs.OutputSetup;
import io.peregrine.app.outputs.Outputs;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.reload.FileWatching;
import io.peregrine.app.reload.Following;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.app.reload.Reloader;
import io.peregrine.app.rules.Hostname;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.pipeline.PipelineGroup;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.probe.Counter;
import io.peregrine.probe.Probe;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.server.metrics.EngineFacts;
import io.peregrine.server.metrics.MachineFacts;
import io.peregrine.server.web.Versions;
import io.peregrine.state.StateTables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** One run of the engine, from open outputs and source to their end. */
final class Session {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration LAST_OUTPUTS = Duration.ofSeconds(3);

    /**
     * What a session works with besides its configuration.
     *
     * @param environment what surrounds the command
     * @param log the operator's log
     * @param openings open the sources, that of system calls first
     * @param fields what the fields of rules reach
     * @param loading loads configuration and rules anew
     * @param gathering how requests for a reload become one
     */
    record Surroundings(
            CommandEnvironment environment,
            OperatorLog log,
            List<OpenSource.Opening> openings,
            RuleFields fields,
            Following.Loading loading,
            Reloader.Gathering gathering) {}

    /** What others look at while a session runs. */
    private record Doors(Outputs outputs, Figures figures, Readiness readiness, LibsLog libs) {}

    private final Surroundings with;
    private final CommandEnvironment environment;
    private final OperatorLog log;
    private final Invocation.Limits limits;
    private final String hostname;
    private final StopRequest control = new StopRequest();
    private final AtomicReference<String> ended = new AtomicReference<>("");
    private final AtomicReference<EngineFacts> facts = new AtomicReference<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final List<ReloadPart> parts = new ArrayList<>();
    private final OutputCounters outputCounters = new OutputCounters();
    private final RecorderCounters recorded = new RecorderCounters();
    private boolean started;

    Session(Surroundings with, Invocation.Limits limits) {
        this.with = with;
        this.environment = with.environment();
        this.log = with.log();
        this.limits = limits;
        this.hostname = Hostname.of(environment);
    }

    /**
     * Watches to the end.
     *
     * @throws CommandFailure when a part cannot be had, the source is damaged or an output has ended for good; events before that were judged
     */
    void watch(Following.Loaded loaded, MatchCounters counters) throws CommandFailure {
        noteReload(loaded);
        Configuration configuration = loaded.values();
        Optional<String> damage;
        try (Outputs outputs = OutputSetup.start(
                configuration, new OutputSetup.Surroundings(environment, log, outputCounters, this::end))) {
            Figures figures = new Figures(facts::get, counters, outputs, outputCounters);
            figures.judgedBy(loaded.rules());
            figures.hostRules(with.fields().hostRules());
            figures.plugins(new PluginFigures(with.fields().plugins(), log::warning));
            figures.containers(with.fields().containers());
            Readiness readiness = new Readiness(figures, with.fields().plugins().slowCalls());
            parts.add(new LogPart(log, environment));
            parts.add(outputs);
            LibsLog libs = new LibsLog(configuration.log(), log);
            parts.add(libs);
            Doors doors = new Doors(outputs, figures, readiness, libs);
            limitStops(figures, outputs);
            closing.add(Signals.install(new Signals.Actions(() -> stop(outputs), () -> {}, outputs::reopen)));
            startWeb(configuration, doors);
            if (!with.fields().plugins().registry().plugins().isEmpty()) {
                closing.add(JavaCallWatch.start(figures, log));
            }
            started = configuration.engine().kind() != EngineSettings.Kind.MODERN_EBPF;
            try (OpenSources sources = open(loaded)) {
                started = true;
                List<SourceFigures> open =
                        sources.all().stream().map(SourceFigures::new).toList();
                figures.opened(open);
                sources.all().forEach(source -> announce(configuration, source, libs));
                damage = run(loaded, counters, doors, open);
            } finally {
                closeAll();
            }
        }
        if (!ended.get().isEmpty()) {
            throw new CommandFailure(ended.get());
        }
        if (damage.isPresent()) {
            throw new CommandFailure(damage.get());
        }
    }

    private OpenSources open(Following.Loaded loaded) throws CommandFailure {
        try (WarmUp _ = WarmUp.of(loaded.values(), loaded.rules(), with.fields().plugins())) {
            return OpenSources.open(
                    with.openings(), loaded, environment.variable("HOST_ROOT").orElse(""));
        } catch (CommandFailure e) {
            noteSourceFailure(loaded.values());
            throw e;
        }
    }

    /** What Falco says when a source that is not a capture cannot be opened, or one of several fails. */
    private void noteSourceFailure(Configuration configuration) {
        if (isLive(configuration)) {
            log.info("An error occurred in an event source, forcing termination...");
        }
    }

    /** The sources are open: their plugins begin. */
    private void begin(List<SourceWatcher> watchers, Configuration configuration) throws CommandFailure {
        try {
            for (SourceWatcher watcher : watchers) {
                with.fields().plugins().begin(watcher.opened().feed().name(), watcher.pipeline());
            }
        } catch (CommandFailure e) {
            noteSourceFailure(configuration);
            throw isLive(configuration)
                    ? e
                    : new CommandFailure(
                            "Could not open trace filename "
                                    + configuration.engine().captureFile() + " for reading: " + e.getMessage(),
                            e);
        }
    }

    /** Whether outputs and source could be opened. */
    boolean hasStarted() {
        return started;
    }

    /** Whether events come as they happen, from the kernel or from plugins, and not from a file. */
    private static boolean isLive(Configuration configuration) {
        return configuration.engine().kind() != EngineSettings.Kind.REPLAY;
    }

    private void startWeb(Configuration configuration, Doors doors) throws CommandFailure {
        if (isLive(configuration)) {
            WebSetup setup = new WebSetup(
                    environment,
                    doors.figures(),
                    doors.readiness()::reasons,
                    with.fields().plugins());
            WebPart web = new WebPart(configuration, setup, log);
            parts.add(web);
            closing.add(web);
        }
    }

    private void announce(Configuration configuration, OpenSource source, LibsLog libs) {
        if (source.machine().isPresent()) {
            EngineSettings engine = configuration.engine();
            log.info("Opening 'syscall' source with modern BPF probe.");
            log.info(
                    engine.buffers().cpusForEach() == 0
                            ? "One ring buffer for all CPUs."
                            : "One ring buffer every '" + engine.buffers().cpusForEach() + "' CPUs.");
            source.probe().ifPresent(probe -> probe.losses().forEach(log::warning));
        }
        StateTables tables = source.context().tables();
        libs.debug("The tables begin with " + tables.threads().size() + " threads in "
                + (tables.budget().used() >> 10) + " of " + (tables.budget().limit() >> 10) + " KiB.");
    }

    private Optional<String> run(Following.Loaded loaded, MatchCounters counters, Doors doors, List<SourceFigures> open)
            throws CommandFailure {
        Configuration configuration = loaded.values();
        Outputs outputs = doors.outputs();
        doors.figures().recordings(recorded);
        List<SourceWatcher> watchers = watchers(loaded, counters, doors, open);
        doors.figures().watchedBy(watchers.stream().map(SourceWatcher::pipeline).toList());
        notePrograms(watchers, loaded, doors);
        if (isLive(configuration)) {
            MetricsPart metrics = new MetricsPart(
                    configuration.metrics(),
                    settings -> MetricsSetup.start(settings, environment, doors.figures(), outputs::submit, log));
            parts.add(metrics);
            closing.add(metrics);
        }
        startReloader(loaded, watchers, doors);
        try {
            begin(watchers, configuration);
            SourceEndings ends = new SourceEndings(open, log);
            List<PipelineGroup.Ending> endings = new PipelineGroup(
                            watchers.stream().map(SourceWatcher::pipeline).toList(),
                            control,
                            ends.mayFailAlone(),
                            ends::ended)
                    .run();
            if (limits.verbose()) {
                watchers.forEach(watcher -> environment.err().print(new RunStatistics(watcher).text()));
            }
            if (!isLive(configuration)
                    && endings.stream().allMatch(ending -> ending.failure().isEmpty())) {
                limits.stopAfter().ifPresent(control::await);
            }
            Optional<String> failure = ends.failure(endings);
            if (failure.isPresent() && watchers.size() > 1) {
                noteSourceFailure(configuration);
            }
            return failure;
        } finally {
            closeAll();
        }
    }

    private List<SourceWatcher> watchers(
            Following.Loaded loaded, MatchCounters counters, Doors doors, List<SourceFigures> open)
            throws CommandFailure {
        SourceSetup setup = new SourceSetup(
                loaded.values(),
                new SourceSetup.Surroundings(
                        environment,
                        with.fields(),
                        new MatchReceiver.Destinations(hostname, counters, doors.outputs()::submit),
                        new RecorderSetup.Reports(log, doors.outputs()::submit, hostname, recorded),
                        doors.libs(),
                        doors.outputs()::wake,
                        limits.verbose() ? log::info : log::debug,
                        this::end));
        List<SourceWatcher> watchers = new ArrayList<>();
        for (SourceFigures figures : open) {
            SourceWatcher watcher = setup.watch(figures, loaded.rules());
            closing.add(watcher);
            watchers.add(watcher);
            if (isLive(loaded.values())) {
                limits.stopAfter().ifPresent(watcher.pipeline()::endAfter);
            }
        }
        return watchers;
    }

    private void notePrograms(List<SourceWatcher> watchers, Following.Loaded loaded, Doors doors) {
        watchers.forEach(watcher ->
                watcher.opened().probe().ifPresent(probe -> doors.readiness().probeBy(probing(probe, loaded))));
    }

    private static Readiness.Probing probing(Probe probe, Following.Loaded loaded) {
        return new Readiness.Probing(
                () -> probe.counters().get(Counter.OWN),
                loaded.rules().selection().calls().intersects(SyscallSets.named(List.of("openat"))));
    }

    private void startReloader(Following.Loaded loaded, List<SourceWatcher> watchers, Doors doors) {
        AtomicReference<FileWatching> watching = new AtomicReference<>();
        Following following = new Following(
                loaded.values(),
                with.loading(),
                new Following.Engine(List.copyOf(watchers), parts),
                next -> {
                    noteReload(next);
                    doors.figures().judgedBy(next.rules());
                    notePrograms(watchers, next, doors);
                    watching.get().follow(next);
                },
                log);
        Reloader reloader = new Reloader(
                following::reload, reason -> doors.outputs().submit(reloadFailure(reason)), log, with.gathering());
        doors.figures().reloads(reloader);
        watching.set(new FileWatching(reloader::request, log));
        watching.get().follow(loaded);
        closing.add(watching.get());
        closing.add(reloader);
        closing.add(Signals.install(
                new Signals.Actions(() -> stop(doors.outputs()), reloader::request, doors.outputs()::reopen)));
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

    private void noteReload(Following.Loaded next) {
        long now = now();
        EngineFacts before = facts.get();
        facts.set(new EngineFacts(
                Versions.FALCO,
                before == null ? now : before.started(),
                now,
                MachineFacts.read(Path.of(environment.variable("HOST_ROOT").orElse("") + "/proc"), hostname),
                next.rules().files(),
                FileDigests.ofConfiguration(next.loaded())));
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /** From now on a stop ends the process even where a plugin does not return. */
    private void limitStops(Figures figures, Outputs outputs) {
        StopDeadline deadline = new StopDeadline(
                figures, with.fields().plugins().slowCalls(), sentence -> endAtOnce(sentence, outputs));
        control.whenAsked(() -> deadline.begin(Duration.ZERO));
        limits.stopAfter().ifPresent(deadline::begin);
    }

    /** Ends the process beside a thread that does not come back; alerts that are under way have a moment. */
    private void endAtOnce(String sentence, Outputs outputs) {
        environment.err().println("Error: " + sentence);
        Thread last = Thread.ofPlatform().daemon().name("last-outputs").start(outputs::close);
        try {
            last.join(LAST_OUTPUTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().exit(1);
    }

    private void stop(Outputs outputs) {
        outputs.hurry();
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
        closing.clear();
    }
}
