package io.peregrine.recorder;

import io.peregrine.capture.block.EventBlock;
import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.event.EventView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records what happens around the matches of one source.
 *
 * <p>For every event, after the tables know of it: {@link #matched} for each rule that it matches, before the rule's alert is made, then
 * {@link #event}. The first match that asks for it starts a file; every further match moves its end. The file holds the state as of its
 * first event, then events: those of the look-back if there is one, the one that matched, and what follows. None of the calls waits for a
 * disk. When a file could not be written, the next is begun 10 seconds after it at the earliest. Owned by the thread of the source.
 */
public final class Recorder implements AutoCloseable {
    private static final int LARGEST_SEGMENT = 1 << 20;
    private static final int SMALLEST_SEGMENT = 1 << 16;
    private static final int SEGMENTS_IN_MEMORY = 16;
    private static final int SEGMENTS_IN_TIME = 8;
    private static final long MOST_WAITING = 32L << 20;
    private static final long FLUSH_INTERVAL = 100_000_000;
    private static final long SLICE = 1 << 16;
    private static final long RETRY_INTERVAL = 10_000_000_000L;
    private static final long ROOM_FOR_NEXT = 1 << 14;

    private final RecorderSettings settings;
    private final StateHistory state;
    private final EventFilter filter;
    private final RecordingListener listener;
    private final RecorderCounters counters;
    private final FileNames names;
    private final SegmentPool pool;
    private final Lookback lookback;
    private final RecordingWriter writer;
    private final boolean keepsPast;
    private boolean patient;
    private boolean refusing;
    private Optional<Segment> current = Optional.empty();
    private Optional<Recording> triggered = Optional.empty();
    private Optional<Recording> active = Optional.empty();
    private long handedOver;
    private long handedEvents;
    private long handedTime;
    private long beginTime;
    private long deadline;

    /**
     * A recorder that is ready for the next event.
     *
     * @param settings what is recorded
     * @param state the tables of the source
     * @param filter which events are written
     * @param listener told how recordings end
     * @param counters what is counted, which several recorders may share
     */
    public Recorder(
            RecorderSettings settings,
            StateHistory state,
            EventFilter filter,
            RecordingListener listener,
            RecorderCounters counters) {
        this.settings = settings;
        this.state = state;
        this.filter = filter;
        this.listener = listener;
        this.counters = counters;
        names = new FileNames(settings.pathPrefix());
        keepsPast = settings.lookback().isOn();
        long past = settings.lookback().maxBytes();
        int segment =
                keepsPast ? Math.clamp(past / SEGMENTS_IN_MEMORY, SMALLEST_SEGMENT, LARGEST_SEGMENT) : LARGEST_SEGMENT;
        pool = new SegmentPool(segment, past + MOST_WAITING + 2L * segment);
        lookback = new Lookback(settings.lookback(), counters);
        writer = new RecordingWriter(
                settings.packing(), new Retainer(names, settings.retention(), counters), listener, counters);
        if (keepsPast) {
            rotate(0);
        }
    }

    /** From now on waits for a slow disk instead of giving a recording up: for a source that can wait, a replay. */
    public void waitForDisk() {
        patient = true;
    }

    /** A rule matched the event; tells the file's name through {@link #file} from here on. */
    public void matched(EventView event, RuleCapture rule) {
        long duration = rule.durationNanos() > 0 ? rule.durationNanos() : settings.defaultDurationNanos();
        deadline = Math.max(deadline, event.timestamp() + duration);
        if (!rule.capture() && !settings.allRules()) {
            return;
        }
        if (active.isPresent()) {
            active.get().extend(rule, waitingEvents());
            return;
        }
        if (triggered.isEmpty()) {
            triggered = trigger(event);
        }
        if (triggered.isPresent()) {
            triggered.get().extend(rule, 0);
        }
    }

    /** The file that this event starts, empty when none can be begun now. */
    private Optional<Recording> trigger(EventView event) {
        Path file = Path.of(names.of(event.timestamp(), event.number()));
        if (patient) {
            writer.awaitReady(MOST_WAITING);
        }
        boolean tooSoon = writer.isFailing() && event.timestamp() - beginTime < RETRY_INTERVAL;
        if (tooSoon || writer.isBusy()) {
            counters.refused().increment();
            if (!tooSoon && !refusing) {
                refusing = true;
                listener.refused(file, "The capture " + file + " was not begun: earlier ones are still being written.");
            }
            return Optional.empty();
        }
        refusing = false;
        beginTime = event.timestamp();
        return Optional.of(new Recording(file, settings.maxFileBytes()));
    }

    /** The name of the file that holds the current event, or will; empty when none does. */
    public Optional<String> file() {
        return active.or(() -> triggered).map(recording -> recording.file().toString());
    }

    /** The event has been judged: it is written where it belongs. */
    public void event(EventView event) {
        if (triggered.isPresent()) {
            start(triggered.get(), event.timestamp());
        }
        if (!keepsPast && active.isEmpty()) {
            return;
        }
        if (filter.accepts(event)) {
            append(event);
        }
        if (active.isPresent()) {
            progress(event.timestamp());
        }
        if (keepsPast
                && current.map(segment -> isDone(segment, event.timestamp())).orElse(true)) {
            rotate(0);
        }
    }

    /** Time has passed without events; the end of a recording is not missed. */
    public void tick(long now) {
        if (active.isPresent()) {
            progress(now);
        }
    }

    /** Begins a file with the next event, whatever the rules say; it ends with {@link #close}. Called before the first event. */
    public void begin(Path file) {
        deadline = Long.MAX_VALUE;
        Recording recording = new Recording(file, settings.maxFileBytes());
        recording.extend(RuleCapture.NONE, 0);
        open(recording, state.now(), List.of());
    }

    private void start(Recording recording, long now) {
        triggered = Optional.empty();
        handedTime = now;
        List<Segment> past = lookback.since(now);
        open(recording, keepsPast ? stateBefore(past) : state.now(), past);
    }

    /** The state at the beginning of these segments, or of the current one when there are none. */
    private HeldSnapshot stateBefore(List<Segment> past) {
        return past.stream()
                .findFirst()
                .or(() -> current)
                .flatMap(Segment::checkpoint)
                .map(state::at)
                .orElseGet(state::now);
    }

    private void open(Recording recording, HeldSnapshot snapshot, List<Segment> past) {
        if (!keepsPast) {
            releaseCurrent();
        }
        recording.beginsWith(snapshot);
        writer.begin(recording);
        counters.started().increment();
        active = Optional.of(recording);
        for (Segment segment : past) {
            writer.write(recording, segment, 0, segment.filled());
        }
        handedOver = 0;
        handedEvents = current.map(Segment::events).orElse(0L);
        handOver();
    }

    private void append(EventView event) {
        long size = EventBlock.size(event.length());
        if (current.isEmpty() || !current.get().fits(size)) {
            rotate(size);
        }
        current.ifPresent(segment -> segment.append(event));
    }

    /**
     * Whether the next event begins a new segment of the look-back: the current one spans its share of time, since files begin where one
     * begins, or has little room. Asked behind an event, so that the new segment's checkpoint is the state before its first event.
     */
    private boolean isDone(Segment segment, long now) {
        return segment.events() > 0
                && (now - segment.firstTime() > settings.lookback().durationNanos() / SEGMENTS_IN_TIME
                        || !segment.fits(ROOM_FOR_NEXT));
    }

    /** Ends the current segment and begins the next. */
    private void rotate(long atLeast) {
        handOver();
        Optional<Segment> full = current;
        current = take(atLeast);
        handedOver = 0;
        handedEvents = 0;
        if (keepsPast) {
            long weight = current.map(Segment::capacity).orElse(0L);
            full.ifPresent(segment -> lookback.add(segment, weight));
            current.ifPresent(segment -> segment.beginsAt(state.checkpoint()));
        } else {
            full.ifPresent(Segment::release);
        }
    }

    private Optional<Segment> take(long atLeast) {
        Optional<Segment> segment = pool.take(atLeast);
        while (segment.isEmpty() && lookback.forgetOldest()) {
            segment = pool.take(atLeast);
        }
        while (segment.isEmpty() && patient) {
            writer.awaitReady(0);
            segment = pool.take(atLeast);
        }
        if (segment.isEmpty()) {
            active.ifPresent(this::tooSlow);
        }
        return segment;
    }

    /** Gives the writing thread what it does not have yet. */
    private void handOver() {
        if (active.isEmpty() || current.isEmpty() || current.get().filled() == handedOver) {
            return;
        }
        Segment segment = current.get();
        Recording recording = active.get();
        writer.write(recording, segment, handedOver, segment.filled());
        recording.countEvents(segment.events() - handedEvents);
        handedOver = segment.filled();
        handedEvents = segment.events();
        long most = MOST_WAITING + settings.lookback().maxBytes();
        if (patient) {
            writer.awaitReady(recording.hasSizeLimit() ? 0 : most);
        } else if (writer.waitingBytes() > most) {
            tooSlow(recording);
        }
    }

    private void tooSlow(Recording recording) {
        if (!recording.hasFailed()) {
            recording.reportFailure();
            writer.noteFailure();
            counters.failed().increment();
            listener.failed(
                    recording.file(),
                    "The capture " + recording.file() + " was given up: the disk does not keep up with the events, and"
                            + " the memory in which they wait is full.");
        }
    }

    /** Hands over from time to time, and ends the recording when it is due: its time is looked at before its size. */
    private void progress(long now) {
        Recording recording = active.get();
        if (now - handedTime >= FLUSH_INTERVAL || isSliceOfSizedFile(recording)) {
            handedTime = now;
            handOver();
        }
        long limit = settings.maxFileBytes();
        if (recording.hasFailed()) {
            recording.releaseState();
            end(recording);
        } else if (now >= deadline || recording.isComplete(waitingEvents())) {
            end(recording);
        } else if (limit > 0 && recording.fileBytes() >= limit) {
            end(recording);
            listener.sizeLimitReached(recording.file(), limit, recording.fileBytes());
        }
    }

    /** Whether a source that can wait has enough for the writer to look at the size of the file again. */
    private boolean isSliceOfSizedFile(Recording recording) {
        return patient
                && recording.hasSizeLimit()
                && current.map(segment -> segment.filled() - handedOver >= SLICE)
                        .orElse(false);
    }

    /** The events of the recording in the current segment that have not been handed over. */
    private long waitingEvents() {
        return current.map(segment -> segment.events() - handedEvents).orElse(0L);
    }

    private void end(Recording recording) {
        handOver();
        writer.finish(recording);
        active = Optional.empty();
        deadline = 0;
        if (!keepsPast) {
            releaseCurrent();
        }
    }

    private void releaseCurrent() {
        current.ifPresent(Segment::release);
        current = Optional.empty();
        handedOver = 0;
        handedEvents = 0;
    }

    /**
     * Ends a recording that runs without waiting for the disk; the recorder takes no events any more.
     *
     * @return waits until everything is written and ends the writing thread; for any thread
     */
    public Runnable end() {
        active.ifPresent(this::end);
        releaseCurrent();
        lookback.clear();
        state.rest();
        return writer::close;
    }

    /** Ends a recording that runs, writes everything and ends the writing thread. */
    @Override
    public void close() {
        end().run();
    }
}
