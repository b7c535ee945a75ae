package io.peregrine.app.watch;

import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.Hostname;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.selection.SyscallSets;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceException;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.pipeline.TimeLimit;
import io.peregrine.probe.Counter;
import io.peregrine.probe.Probe;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.server.metrics.EngineFacts;
import io.peregrine.server.metrics.MachineFacts;
import io.peregrine.server.web.Versions;
import io.peregrine.state.StateTables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** One run of the engine, from open outputs and source to their end. */
final class Session {
    private static final long SECOND = 1_000_000_000L;
    private static final long LATEST_EVENT = SECOND;

    /** Opens the source that a configuration names. */
    interface Opening {
        /**
         * Opens it.
         *
         * @param calls the system calls to watch, as bits of portable ids
         * @param hostRoot where the host's root directory is mounted, empty for {@code /}
         * @throws SourceException when it cannot be had, in a sentence
         */
        OpenSource open(Configuration configuration, BitSet calls, String hostRoot) throws SourceException;
    }

    /**
     * What a session works with besides its configuration.
     *
     * @param environment what surrounds the command
     * @param log the operator's log
     * @param opening opens the source
     * @param fields what the fields of rules reach
     * @param loading loads configuration and rules anew
     * @param gathering how requests for a reload become one
     */
    record Surroundings(
            CommandEnvironment environment,
            OperatorLog log,
            Opening opening,
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
    private final List<Part> parts = new ArrayList<>();
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
            figures.rulesLoaded(loaded.rules().set().size());
            Readiness readiness = new Readiness(figures);
            parts.add(new LogPart(log, environment));
            parts.add(outputs);
            LibsLog libs = new LibsLog(configuration.log(), log);
            parts.add(libs);
            Doors doors = new Doors(outputs, figures, readiness, libs);
            startWeb(configuration, doors);
            try (OpenSource source = openSource(loaded)) {
                started = true;
                figures.opened(source);
                announce(configuration, source, libs);
                damage = run(loaded, counters, doors, source);
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
            WebSetup setup = new WebSetup(environment, doors.figures(), doors.readiness()::reasons);
            WebPart web = new WebPart(configuration, setup, log);
            parts.add(web);
            closing.add(web);
        }
    }

    private void announce(Configuration configuration, OpenSource source, LibsLog libs) {
        if (source.isLive()) {
            EngineSettings engine = configuration.engine();
            log.info("Opening 'syscall' source with modern BPF probe.");
            log.info(
                    engine.cpusForEachBuffer() == 0
                            ? "One ring buffer for all CPUs."
                            : "One ring buffer every '" + engine.cpusForEachBuffer() + "' CPUs.");
            source.probe().ifPresent(probe -> probe.losses().forEach(log::warning));
        }
        StateTables tables = source.context().tables();
        libs.debug("The tables begin with " + tables.threads().size() + " threads in "
                + (tables.budget().used() >> 10) + " of " + (tables.budget().limit() >> 10) + " KiB.");
    }

    private OpenSource openSource(Following.Loaded loaded) throws CommandFailure {
        try {
            return with.opening()
                    .open(
                            loaded.values(),
                            loaded.rules().selection().calls(),
                            environment.variable("HOST_ROOT").orElse(""));
        } catch (SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Optional<String> run(Following.Loaded loaded, MatchCounters counters, Doors doors, OpenSource source)
            throws CommandFailure {
        Configuration configuration = loaded.values();
        Outputs outputs = doors.outputs();
        RecorderSetup.Reports reports = new RecorderSetup.Reports(log, outputs::submit, hostname, recorded);
        doors.figures().recordings(recorded);
        RecorderPart recorder = recorder(configuration, source, reports);
        MatchReceiver receiver = new MatchReceiver(loaded.rules(), hostname, counters, outputs::submit, recorder);
        SourceWatcher watcher = new SourceWatcher(source, loaded.rules(), receiver, log);
        Pipeline pipeline = watcher.pipeline();
        doors.figures().failures(pipeline.failures());
        pipeline.endBy(control);
        if (isLive(configuration)) {
            limits.stopAfter().ifPresent(limit -> pipeline.endWhen(new TimeLimit(limit, source.context())));
        }
        pipeline.addChore(doors.figures()::sample);
        pipeline.addChore(new TableWatch(source.context().tables(), doors.libs())::look);
        pipeline.addChore(() -> receiver.tick(recordingTime(source)));
        source.machine().ifPresent(machine -> {
            watchProbe(configuration, machine, pipeline, source, reports);
            doors.readiness().probeBy(probing(machine.probe(), loaded));
        });
        if (isLive(configuration)) {
            MetricsPart metrics = new MetricsPart(
                    configuration.metrics(),
                    settings -> MetricsSetup.start(settings, environment, doors.figures(), outputs::submit, log));
            parts.add(metrics);
            closing.add(metrics);
        }
        startReloader(loaded, watcher, doors, source);
        try {
            pipeline.run();
            if (limits.verbose()) {
                environment.err().print(new RunStatistics(source, watcher).text());
            }
            if (!isLive(configuration)) {
                limits.stopAfter().ifPresent(control::await);
            }
            return Optional.empty();
        } catch (SourceException e) {
            return Optional.of(e.getMessage());
        } finally {
            closeAll();
        }
    }

    /** What time it is for recordings: that of the events, and where no more come the clock's, less what events may be late. */
    private static long recordingTime(OpenSource source) {
        long events = source.context().event().timestamp();
        return source.isLive() ? Math.max(events, now() - LATEST_EVENT) : events;
    }

    private RecorderPart recorder(Configuration configuration, OpenSource source, RecorderSetup.Reports reports)
            throws CommandFailure {
        RecorderPart recorder = new RecorderPart(
                configuration,
                source.context(),
                with.fields().captures(),
                wanted -> RecorderSetup.prepare(
                        wanted.capture(),
                        source.context(),
                        new RuleSetup(
                                        wanted,
                                        environment,
                                        List.of(),
                                        with.fields().hosts())
                                .catalog(),
                        reports,
                        !isLive(wanted)));
        parts.add(recorder);
        closing.add(recorder);
        return recorder;
    }

    private void watchProbe(
            Configuration configuration,
            LiveMachine machine,
            Pipeline pipeline,
            OpenSource source,
            RecorderSetup.Reports reports) {
        Probe probe = machine.probe();
        DropPart drops = new DropPart(configuration.drops(), probe, source.context(), reports, this::end);
        parts.add(drops);
        pipeline.addChore(drops::look);
        pipeline.addChore(new ClockCare(probe)::run);
        TimeoutPart timeouts = new TimeoutPart(configuration.drops(), source.context(), environment.zone(), reports);
        parts.add(timeouts);
        pipeline.addIdleChore(timeouts::nothingCame);
        TableCare care = machine.care(source.context().tables());
        pipeline.addChore(care::run);
        pipeline.addIdleChore(care::useIdleTime);
        closing.add(care);
        closing.add(() -> environment.err().print(drops.summary()));
    }

    private static Readiness.Probing probing(Probe probe, Following.Loaded loaded) {
        return new Readiness.Probing(
                () -> probe.counters().get(Counter.OWN),
                loaded.rules().selection().calls().intersects(SyscallSets.named(List.of("openat"))));
    }

    private void startReloader(Following.Loaded loaded, SourceWatcher watcher, Doors doors, OpenSource source) {
        Outputs outputs = doors.outputs();
        AtomicReference<FileWatching> watching = new AtomicReference<>();
        Following following = new Following(
                loaded.values(),
                with.loading(),
                new Following.Engine(watcher, parts),
                next -> {
                    noteReload(next);
                    doors.figures().rulesLoaded(next.rules().set().size());
                    source.probe().ifPresent(probe -> doors.readiness().probeBy(probing(probe, next)));
                    watching.get().follow(next);
                },
                log);
        Reloader reloader =
                new Reloader(following::reload, reason -> outputs.submit(reloadFailure(reason)), log, with.gathering());
        doors.figures().reloads(reloader);
        watching.set(new FileWatching(reloader::request, log));
        watching.get().follow(loaded);
        closing.add(watching.get());
        closing.add(reloader);
        closing.add(Signals.install(new Signals.Actions(() -> stop(outputs), reloader::request, outputs::reopen)));
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
                next.loaded().files().stream()
                        .map(file -> new EngineFacts.FileDigest(
                                file.path().getFileName().toString(), file.sha256()))
                        .toList()));
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
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
