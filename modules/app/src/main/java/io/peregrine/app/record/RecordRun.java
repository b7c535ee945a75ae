package io.peregrine.app.record;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.recorder.EventFilter;
import io.peregrine.recorder.Recorder;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.recorder.RecorderSettings;
import io.peregrine.recorder.RecordingListener;
import io.peregrine.state.EventContext;
import io.peregrine.state.RememberedTables;
import io.peregrine.state.StateEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Records an open source to one file, until its time is over, its command has ended, a stop is asked for or the source ends. Run by the
 * thread that owns the source.
 */
public final class RecordRun {
    private static final int EVENTS_BETWEEN_LOOKS = 256;
    private static final long LATEST_EVENT = 300_000_000L;
    private static final long CAUGHT_UP = 50_000_000L;
    private static final long LONGEST_CATCHING_UP = 5_000_000_000L;
    private static final long LONGEST_WAIT = 20_000_000_000L;

    private final EventSource source;
    private final EventContext context;
    private final StateEngine engine;
    private final RecordSettings settings;
    private final BooleanSupplier stop;
    private final RecorderCounters counters = new RecorderCounters();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final PrivateEvents privateEvents = new PrivateEvents();
    private Runnable beginning = () -> {};
    private LongConsumer passing = events -> {};
    private long commandEnd;

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
     * @param source the events, open; the caller closes it
     * @param context the view that the source fills, with the tables that describe what the source began with
     * @param engine keeps the tables up to date
     * @param settings what is recorded
     * @param stop whether a stop is asked for
     */
    public RecordRun(
            EventSource source,
            EventContext context,
            StateEngine engine,
            RecordSettings settings,
            BooleanSupplier stop) {
        this.source = source;
        this.context = context;
        this.engine = engine;
        this.settings = settings;
        this.stop = stop;
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
        StateHistory tables = new RememberedTables(context.tables());
        boolean wholeMachine = settings.command().isEmpty();
        StateHistory state = settings.isPrivate() ? new PrivateState(tables, wholeMachine) : tables;
        Optional<Process> command = Optional.empty();
        if (!wholeMachine) {
            catchUp();
        }
        beginning.run();
        try {
            try (Recorder recorder = new Recorder(recorderSettings(), state, EventFilter.ALL, listener(), counters)) {
                recorder.begin(settings.output());
                command = wholeMachine ? Optional.empty() : Optional.of(start());
                EventFilter tree = command.<EventFilter>map(process -> new ProcessTreeFilter(context, process.pid()))
                        .orElse(EventFilter.ALL);
                loop(recorder, event -> tree.accepts(event) && condition.accepts(event), command);
            }
            if (!failure.get().isEmpty()) {
                throw new RecordException(failure.get());
            }
            return new Result(
                    counters.events().sum(),
                    counters.fileBytes().sum(),
                    command.filter(process -> !process.isAlive()).map(Process::exitValue));
        } finally {
            command.ifPresent(Process::destroy);
        }
    }

    /**
     * Takes the events that have piled up since the source was opened, so that none of the command's is lost behind them; on a machine that
     * is too busy for that, for a few seconds only.
     */
    private void catchUp() throws SourceException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < LONGEST_CATCHING_UP && !stop.getAsBoolean()) {
            for (int left = EVENTS_BETWEEN_LOOKS; left > 0; left--) {
                if (source.next(context.event()) != EventSource.Outcome.EVENT) {
                    return;
                }
                engine.process(context);
            }
            if (context.event().timestamp() > System.currentTimeMillis() * 1_000_000 - CAUGHT_UP) {
                return;
            }
        }
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

    private Process start() throws RecordException {
        try {
            return new ProcessBuilder(settings.command()).inheritIO().start();
        } catch (IOException e) {
            throw new RecordException("The command cannot be run: " + e.getMessage() + ".", e);
        }
    }

    private void loop(Recorder recorder, EventFilter filter, Optional<Process> command) throws SourceException {
        EventView event = context.event();
        long end = settings.duration()
                .map(Duration::toNanos)
                .map(length -> System.nanoTime() + length)
                .orElse(0L);
        int left = EVENTS_BETWEEN_LOOKS;
        while (true) {
            EventSource.Outcome outcome = source.next(event);
            if (outcome == EventSource.Outcome.END) {
                return;
            }
            if (outcome == EventSource.Outcome.EVENT) {
                engine.process(context);
                if (!event.stateOnly() && filter.accepts(event)) {
                    recorder.event(settings.isPrivate() ? privateEvents.of(event) : event);
                }
            }
            boolean idle = outcome == EventSource.Outcome.IDLE;
            if (idle || --left == 0) {
                left = EVENTS_BETWEEN_LOOKS;
                recorder.tick(System.currentTimeMillis() * 1_000_000);
                passing.accept(counters.events().sum());
                boolean late = settings.duration().isPresent() && System.nanoTime() - end >= 0;
                if (late || stop.getAsBoolean() || !failure.get().isEmpty() || isDone(command, idle)) {
                    return;
                }
            }
        }
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
