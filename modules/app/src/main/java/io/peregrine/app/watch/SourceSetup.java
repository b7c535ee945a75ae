package io.peregrine.app.watch;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.ClockCare;
import io.peregrine.app.live.DropPart;
import io.peregrine.app.live.EntryCare;
import io.peregrine.app.live.KernelReporting;
import io.peregrine.app.live.LiveMachine;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.TableCare;
import io.peregrine.app.live.TableWatch;
import io.peregrine.app.live.TimeoutPart;
import io.peregrine.app.observe.SourceFigures;
import io.peregrine.app.outputs.LibsLog;
import io.peregrine.app.record.RecorderPart;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.record.StateDump;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.LiveSurroundings;
import io.peregrine.event.SourceName;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.StageTimes;
import io.peregrine.probe.Probe;
import io.peregrine.state.StateTables;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts the watch of one open source together: its pipeline, recorder, figures, and what looks after the kernel's programs. */
final class SourceSetup {
    private static final long SECOND = 1_000_000_000L;
    private static final long LATEST_EVENT = SECOND;

    private final Configuration configuration;
    private final Surroundings with;

    /**
     * What sources share.
     *
     * @param environment what surrounds the command
     * @param fields what the fields of rules reach
     * @param destinations where matches go
     * @param reports where it is told how recordings end
     * @param libs the log of what libraries say
     * @param wake says that values which alerts wait for may have come
     * @param words takes what the kernel leaves out, a line each
     * @param end ends the run for a reason that the user reads
     */
    record Surroundings(
            CommandEnvironment environment,
            RuleFields fields,
            MatchReceiver.Destinations destinations,
            RecorderSetup.Reports reports,
            LibsLog libs,
            Runnable wake,
            Consumer<String> words,
            Consumer<String> end) {}

    SourceSetup(Configuration configuration, Surroundings with) {
        this.configuration = configuration;
        this.with = with;
    }

    /**
     * A watcher that is ready to run.
     *
     * @throws CommandFailure when the recorder cannot be had
     */
    SourceWatcher watch(SourceFigures figures, LoadedRules rules) throws CommandFailure {
        OpenSource opened = figures.source();
        DropPart drops = new DropPart(configuration.drops(), opened, with.reports(), with.end());
        boolean everyEvent = opened.probe().isEmpty() && configuration.drops().simulate();
        OpenSource source = everyEvent ? opened.withParsers(withLast(opened.parsers(), drops)) : opened;
        RecorderPart recorder = recorder(source);
        SourceWatcher watcher = new SourceWatcher(
                source, rules, with.destinations(), recorder, with.reports().log());
        StateTables tables = source.context().tables();
        if (rules.costs().isPresent()) {
            StageTimes times = new StageTimes();
            watcher.pipeline().takeTimes(times);
            figures.timedBy(times);
        }
        watcher.pipeline().addChore(figures::sample);
        watcher.pipeline().addChore(new TableWatch(tables, with.libs())::look);
        watcher.pipeline().addChore(() -> recorder.tick(recordingTime(source)));
        if (source.feed().name().equals(SourceName.SYSCALL)) {
            watcher.add(drops, () -> with.environment().err().print(drops.summary()));
        }
        if (source.machine().isPresent()) {
            lookAfter(source.machine().get(), drops, watcher);
            watcher.reportBy(
                    new KernelReporting(
                            source.machine().get().probe(),
                            new KernelReporting.Told(with.reports().log(), with.words())),
                    rules,
                    configuration,
                    with.fields().plugins());
        }
        with.fields().containers().filter(plugin -> source.isLive()).ifPresent(plugin -> lookAfter(plugin, watcher));
        return watcher;
    }

    private static List<EventParser> withLast(List<EventParser> parsers, EventParser last) {
        return Stream.concat(parsers.stream(), Stream.of(last)).toList();
    }

    private RecorderPart recorder(OpenSource source) throws CommandFailure {
        return new RecorderPart(
                configuration,
                source.context(),
                with.fields().captures(),
                (wanted, coming) -> RecorderSetup.prepare(
                        wanted.capture(),
                        new RecorderSetup.Recorded(
                                source.context(),
                                dump(source, wanted),
                                wanted.engine().kind() == EngineSettings.Kind.REPLAY),
                        new RuleSetup(
                                        wanted,
                                        with.environment(),
                                        with.fields().further(),
                                        with.fields().hosts(),
                                        coming.orElse(with.fields().plugins()))
                                .catalog(),
                        with.reports()));
    }

    /** What the plugins of a source know; one that fails to say it ends the run, as in Falco. */
    private StateDump dump(OpenSource source, Configuration wanted) {
        long past = wanted.capture()
                .lookback()
                .map(back -> back.duration().toNanos())
                .orElse(0L);
        return sink -> {
            if (source.feed().name().equals(SourceName.SYSCALL)) {
                long now = source.context().event().timestamp();
                with.fields().containers().ifPresent(plugin -> plugin.dump(now, now - past, sink));
            }
            try {
                with.fields().plugins().dump(source.feed().name(), sink);
            } catch (CommandFailure e) {
                with.end().accept(e.getMessage());
            }
        };
    }

    private void lookAfter(LiveMachine machine, DropPart drops, SourceWatcher watcher) {
        Probe probe = machine.probe();
        OpenSource source = watcher.opened();
        watcher.pipeline().addChore(drops::look);
        watcher.pipeline().addChore(new ClockCare(probe)::run);
        watcher.pipeline().addChore(new EntryCare(probe, with.reports().log())::run);
        TimeoutPart timeouts = new TimeoutPart(
                configuration.drops(), source.context(), with.environment().zone(), with.reports());
        watcher.add(timeouts, () -> {});
        watcher.pipeline().addIdleChore(() -> timeouts.nothingCame(probe::leftOutInAll));
        TableCare care = machine.care(source.context().tables());
        care.attachTo(watcher.pipeline());
        watcher.add(care);
    }

    /** Lets containers be looked up where events come as they happen. */
    private void lookAfter(ContainerPlugin containers, SourceWatcher watcher) {
        StateTables tables = watcher.opened().context().tables();
        containers.startLive(
                new LiveSurroundings(
                        watcher.pipeline().injections(),
                        with.wake(),
                        with.reports().log()::info,
                        with.reports().log()::warning),
                tables);
        watcher.pipeline().addChore(() -> containers.look(tables));
        watcher.add(containers);
    }

    /** What time it is for recordings: that of the events, and where no more come the clock's, less what events may be late. */
    private static long recordingTime(OpenSource source) {
        long events = source.context().event().timestamp();
        Instant now = Instant.now();
        return source.isLive()
                ? Math.max(events, now.getEpochSecond() * SECOND + now.getNano() - LATEST_EVENT)
                : events;
    }
}
