package io.peregrine.app.record;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.LiveSurroundings;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.output.sink.CallersLocale;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.recorder.EventFilter;
import io.peregrine.recorder.Recorder;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.recorder.RecorderSettings;
import io.peregrine.recorder.RecordingListener;
import io.peregrine.state.EventContext;
import io.peregrine.state.history.RememberedTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Records an open source to one file, until its time is over, its command has ended, a stop is asked for or the source ends. Run by the
 * thread that owns the source.
 */
public final class RecordRun {
    private static final long LATEST_EVENT = 300_000_000L;
    private static final long CAUGHT_UP = 50_000_000L;
    private static final long LONGEST_LISTING = 5_000_000_000L;
    private static final long LONGEST_CATCHING_UP = 5_000_000_000L;
    private static final long LONGEST_WAIT = 20_000_000_000L;

    private final SourceFeed feed;
    private final EventContext context;
    private final RecordSettings settings;
    private final BooleanSupplier stop;
    private final Consumer<String> log;
    private final RecorderCounters counters = new RecorderCounters();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final PrivateEvents privateEvents = new PrivateEvents();
    private Runnable beginning = () -> {};
    private Optional<ContainerPlugin> containers = Optional.empty();
    private LongConsumer passing = events -> {};
    private Optional<Active> active = Optional.empty();
    private final long created = System.nanoTime();
    private boolean nothingCame;
    private long commandEnd;

    /**
     * A recording that has begun.
     *
     * @param recorder writes it
     * @param command what is run meanwhile
     * @param begin when it began, as {@link System#nanoTime} tells
     */
    private record Active(Recorder recorder, Optional<Process> command, long begin) {}

    /**
     * What was recorded.
     *
     * @param events the number of events in the file
     * @param fileBytes the size of the file
     * @param commandStatus the exit status of the command, if one was run to its end
     */
    public record Result(long events, long fileBytes, Optional<Integer> commandStatus) {}

    /**
     * A run that has not begun.
     *
     * @param feed the events, open, with the tables that describe what the source began with; the caller closes it
     * @param settings what is recorded
     * @param stop whether a stop is asked for
     * @param log told when an event could not be handled, in a sentence
     */
    public RecordRun(SourceFeed feed, RecordSettings settings, BooleanSupplier stop, Consumer<String> log) {
        this.feed = feed;
        this.context = feed.context();
        this.settings = settings;
        this.stop = stop;
        this.log = log;
    }

    /** Looks containers up, and writes what is known of them; the plugin is attached to the tables. */
    public void lookUpContainers(ContainerPlugin plugin) {
        containers = Optional.of(plugin);
    }

    /** Runs this when the recording begins; what the source did before is of no account. */
    public void whenItBegins(Runnable action) {
        beginning = action;
    }

    /** Tells this now and then, on the thread of the source, how many events have been written. */
    public void whenTimePasses(LongConsumer action) {
        passing = action;
    }

    /**
     * Records.
     *
     * @param condition which events are written, beside the limits of the settings
     * @throws RecordException when the command cannot be run or the file cannot be written
     * @throws SourceException when the source is damaged or lost; what came before is in the file
     */
    public Result run(EventFilter condition) throws RecordException, SourceException {
        try {
            record(condition);
            if (!failure.get().isEmpty()) {
                throw new RecordException(failure.get());
            }
            return new Result(
                    counters.events().sum(),
                    counters.fileBytes().sum(),
                    active.flatMap(Active::command)
                            .filter(process -> !process.isAlive())
                            .map(Process::exitValue));
        } finally {
            active.flatMap(Active::command).ifPresent(Process::destroy);
        }
    }

    private void record(EventFilter condition) throws SourceException {
        Pipeline pipeline = new Pipeline(feed, stages(), log);
        pipeline.addIdleChore(() -> nothingCame = true);
        pipeline.endWhen(() -> isOver(pipeline, condition));
        containers.ifPresent(plugin -> lookAfter(plugin, pipeline));
        try {
            if (settings.command().isEmpty() && containers.isEmpty()) {
                begin(pipeline, condition);
            }
            pipeline.run();
        } finally {
            active.ifPresent(recording -> recording.recorder().close());
        }
    }

    private Stages stages() {
        return Stages.NONE.withParsers(containers.map(ContainerPlugin::parser).stream()
                .map(EventParser.class::cast)
                .toList());
    }

    private void lookAfter(ContainerPlugin plugin, Pipeline pipeline) {
        plugin.startLive(new LiveSurroundings(pipeline.injections(), () -> {}, sentence -> {}, log), context.tables());
        pipeline.addChore(() -> plugin.look(context.tables()));
    }

    /** Between two events, or before the first: from here on events are written. */
    private void begin(Pipeline pipeline, EventFilter condition) {
        boolean wholeMachine = settings.command().isEmpty();
        StateHistory tables = DumpedState.of(new RememberedTables(context.tables()), this::dumpContainers);
        StateHistory state = settings.isPrivate() ? PrivateState.of(tables, wholeMachine) : tables;
        beginning.run();
        Recorder recorder = new Recorder(recorderSettings(), state, EventFilter.ALL, listener(), counters);
        recorder.begin(settings.output());
        Optional<Process> command = wholeMachine ? Optional.empty() : start();
        active = Optional.of(new Active(recorder, command, System.nanoTime()));
        EventFilter tree = command.map(process -> tree(process.pid())).orElse(EventFilter.ALL);
        pipeline.use(pipeline.prepare(stages().withObserver(seen -> {
            EventView event = seen.event();
            if (tree.accepts(event) && condition.accepts(event)) {
                recorder.event(settings.isPrivate() ? privateEvents.of(event) : event);
            }
        })));
    }

    private void dumpContainers(Consumer<EventView> sink) {
        long now = System.currentTimeMillis() * 1_000_000;
        containers.ifPresent(plugin -> plugin.dump(now, now, sink));
    }

    private EventFilter tree(long pid) {
        EventFilter descendants = new ProcessTreeFilter(context, pid);
        if (containers.isEmpty()) {
            return descendants;
        }
        EventFilter contained = new NewContainers(context);
        return event -> descendants.accepts(event) | contained.accepts(event);
    }

    /** Whether what is to be recorded from the beginning is known: the containers of this machine, for a command also what has piled up. */
    private boolean isReady() {
        boolean settled = containers.map(ContainerPlugin::isSettled).orElse(true)
                || System.nanoTime() - created >= LONGEST_LISTING;
        return settled && (settings.command().isEmpty() || hasCaughtUp());
    }

    /**
     * Whether the events that have piled up since the source was opened were taken, so that none of the command's is lost behind them; on a
     * machine that is too busy for that, a few seconds are enough.
     */
    private boolean hasCaughtUp() {
        return nothingCame
                || System.nanoTime() - created >= LONGEST_CATCHING_UP
                || context.event().timestamp() > System.currentTimeMillis() * 1_000_000 - CAUGHT_UP;
    }

    private RecorderSettings recorderSettings() {
        return new RecorderSettings(
                settings.output().toString(),
                false,
                0,
                0,
                settings.output().toString().endsWith(".gz") ? Packing.GZIP : Packing.NONE,
                RecorderSettings.Lookback.NONE,
                RecorderSettings.Retention.ALL);
    }

    private Optional<Process> start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(settings.command()).inheritIO();
            CallersLocale.restore(builder.environment());
            return Optional.of(builder.start());
        } catch (IOException e) {
            failure.set("The command cannot be run: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** What there is to do between events, and whether it is over. */
    private boolean isOver(Pipeline pipeline, EventFilter condition) {
        if (active.isEmpty() && isReady()) {
            begin(pipeline, condition);
        }
        if (active.isEmpty()) {
            return stop.getAsBoolean();
        }
        Active recording = active.get();
        recording.recorder().tick(System.currentTimeMillis() * 1_000_000);
        passing.accept(counters.events().sum());
        boolean late = settings.duration()
                .map(length -> System.nanoTime() - recording.begin() >= length.toNanos())
                .orElse(false);
        boolean idle = nothingCame;
        nothingCame = false;
        return late || stop.getAsBoolean() || !failure.get().isEmpty() || isDone(recording.command(), idle);
    }

    /**
     * Whether the command has ended and its events have all come: later ones have come, or for a while none, or the machine is so busy that
     * waiting for them has taken long enough.
     */
    private boolean isDone(Optional<Process> command, boolean idle) {
        if (command.isEmpty() || command.get().isAlive()) {
            return false;
        }
        long now = System.currentTimeMillis() * 1_000_000;
        commandEnd = commandEnd == 0 ? now : commandEnd;
        long since = now - commandEnd;
        return context.event().timestamp() > commandEnd || (idle && since > LATEST_EVENT) || since > LONGEST_WAIT;
    }

    private RecordingListener listener() {
        return new RecordingListener() {
            @Override
            public void finished(Path file, long events, long fileBytes) {
                // The counters tell.
            }

            @Override
            public void sizeLimitReached(Path file, long limitBytes, long writtenBytes) {
                // There is no limit.
            }

            @Override
            public void failed(Path file, String reason) {
                failure.set(reason);
            }

            @Override
            public void refused(Path file, String reason) {
                failure.set(reason);
            }
        };
    }
}
