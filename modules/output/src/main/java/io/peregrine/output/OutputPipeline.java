package io.peregrine.output;

import io.peregrine.alert.Alert;
import io.peregrine.alert.AlertWriter;
import io.peregrine.output.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * The outputs of a running Peregrine: a queue, the stages behind it, and a lane for every sink.
 *
 * <p>{@link #submit} may be called by any thread and, unless the options say otherwise, never waits. {@link #close} ends
 * everything once what waits is delivered, or once nothing has moved for the timeout.
 */
public final class OutputPipeline implements AutoCloseable {
    /** How many bytes may wait before even a queue without a limit takes no more, so that the heap survives. */
    private static final long MAX_WAITING_BYTES = 24L << 20;

    private static final int TAKE = 256;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** How long it waits at a time where no stage needs to know how late it is. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final Options options;
    private final Surroundings surroundings;
    private final List<AlertStage> stages;
    private final List<Lane> lanes;
    private final WaitingLine<Alert> line;
    private final Thread dispatcher;
    private final Thread watcher;
    /**
     * How alerts are written and how much may wait.
     *
     * @param writer writes the text of an alert
     * @param capacity how many alerts may wait at each place; 0 means no limit in number
     * @param waitForRoom whether {@link #submit} waits when memory for waiting alerts is used up, instead of dropping, and {@link #close}
     *     for a receiver that may pause: right for replays, where no event is lost meanwhile
     * @param timeout after how long a call of a sink counts as blocked
     */
    public record Options(AlertWriter writer, long capacity, boolean waitForRoom, Duration timeout) {}

    /**
     * What the pipeline works with.
     *
     * @param log where failures are told
     * @param counters where drops are counted
     * @param clock the wall clock, for the stages
     * @param onEnded told a sentence when no sink can ever work again, such as standard output without a reader, or none worked at the end
     */
    public record Surroundings(Log log, OutputCounters counters, InstantSource clock, Consumer<String> onEnded) {}

    /** Makes the pipeline; nothing is delivered before {@link #start}. */
    public OutputPipeline(Options options, List<AlertStage> stages, List<AlertSink> sinks, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.stages = List.copyOf(stages);
        WaitingLine.Limits limits =
                new WaitingLine.Limits(options.capacity(), MAX_WAITING_BYTES, options.waitForRoom());
        Lane.Surroundings shared = new Lane.Surroundings(
                limits, options.timeout(), surroundings.log(), surroundings.counters(), this::ended);
        this.lanes = sinks.stream().map(sink -> new Lane(sink, shared)).toList();
        this.line = new WaitingLine<>(limits);
        this.dispatcher = Thread.ofPlatform().daemon().name("outputs").unstarted(this::dispatch);
        this.watcher = Thread.ofPlatform().daemon().name("outputs-watch").unstarted(this::watch);
    }

    /**
     * Opens every sink, so that a mistake shows at once. Without this call each sink is opened by its own thread, which tries again until it
     * works. Before {@link #start}.
     *
     * @throws IOException if one cannot be opened; the message is a clause
     */
    public void open() throws IOException {
        for (Lane lane : lanes) {
            lane.open();
        }
    }

    /** Begins to deliver; until then alerts wait. Called once, unless the outputs are closed before they were started. */
    public void start() {
        lanes.forEach(Lane::start);
        dispatcher.start();
        watcher.start();
    }

    /** Hands an alert over; returns false when it had to be dropped. */
    public boolean submit(Alert alert) {
        surroundings.counters().countSubmitted();
        if (line.add(alert, 1024 + 2 * alert.message().length(), () -> true)) {
            return true;
        }
        if (surroundings.counters().countQueueDrop()) {
            surroundings
                    .log()
                    .error("The queue of the outputs is full; alerts are dropped and counted as"
                            + " outputs_queue_num_drops. See outputs_queue.capacity.");
        }
        return false;
    }

    /** Lets every sink open anew what it has opened. */
    public void reopen() {
        lanes.forEach(Lane::reopen);
    }

    /** The run was told to end: {@link #close} gives up a receiver that takes nothing for the timeout, whatever the options say. */
    public void hurry() {
        lanes.forEach(Lane::hurry);
    }

    /** Returns how every sink is doing. */
    public List<SinkStatus> status() {
        return lanes.stream().map(Lane::status).toList();
    }

    /** Delivers what waits and ends all threads. */
    @Override
    public void close() {
        if (dispatcher.getState() == Thread.State.NEW) {
            lanes.forEach(Lane::discard);
            return;
        }
        line.end();
        try {
            int before = -1;
            while (dispatcher.isAlive() && (lanes.stream().anyMatch(Lane::isWaitedFor) || before != line.size())) {
                before = line.size();
                dispatcher.join(options.timeout().plus(TICK));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.stream()
                .map(lane -> Thread.ofPlatform().daemon().name("outputs-end").start(lane::finish))
                .toList()
                .forEach(OutputPipeline::join);
        watcher.interrupt();
        if (!lanes.isEmpty() && lanes.stream().allMatch(Lane::hasFailed)) {
            surroundings.onEnded().accept("No output worked at the end, so alerts were lost; the log says why.");
        }
    }

    /** One sink has ended for good: the others go on; without any, there is nobody left to work for. */
    private void ended(String sentence) {
        if (lanes.stream().allMatch(Lane::hasEnded)) {
            surroundings.onEnded().accept(sentence);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch() {
        long lastTick = System.nanoTime();
        while (!line.isExhausted()) {
            for (Alert alert : line.take(TAKE, stages.isEmpty() ? REST : TICK)) {
                pass(alert, 0);
            }
            if (System.nanoTime() - lastTick >= TICK.toNanos()) {
                lastTick = System.nanoTime();
                tick(false);
            }
        }
        tick(true);
    }

    private void tick(boolean ending) {
        long now = surroundings.clock().instant().getEpochSecond() * 1_000_000_000L
                + surroundings.clock().instant().getNano();
        for (int i = 0; i < stages.size(); i++) {
            int next = i + 1;
            stages.get(i).tick(now, ending, alert -> pass(alert, next));
        }
    }

    private void pass(Alert alert, int stage) {
        if (stage < stages.size()) {
            stages.get(stage).accept(alert, next -> pass(next, stage + 1));
            return;
        }
        OutputMessage message = new OutputMessage(alert, options.writer().write(alert));
        lanes.forEach(lane -> lane.offer(message));
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(Math.clamp(options.timeout().toMillis() / 4, 10, 500));
                lanes.forEach(Lane::watch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
