package io.peregrine.output;

import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A sink with its queue and its thread. An attempt that fails is repeated with growing pauses while later alerts wait; the
 * first failure and the recovery are logged, nothing in between.
 */
final class Lane {
    /** When nothing came for so long, what the sink holds back goes out. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** How long a lane that holds nothing back waits at a time. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** How long others wait, where they wait at all, for a sink that takes nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertSink sink;
    private final Surroundings surroundings;
    private final WaitingLine<OutputMessage> line;
    private final Thread thread;

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean reopenWanted;
    private volatile boolean patient;
    private volatile boolean ending;
    private volatile boolean broken;
    private volatile boolean ended;
    private volatile long busySince;
    private volatile long stuckSince;
    private volatile boolean reportedBlocked;
    private boolean givenUp;
    private boolean opened;
    private boolean reportedRefusal;

    /**
     * What a lane shares with the others.
     *
     * @param limits how much may wait; where it is waited for room, the end waits for a receiver that may pause
     * @param timeout after how long a call of the sink counts as blocked
     * @param log where failures are told
     * @param counters where drops are counted
     * @param onEnded told a sentence when the sink can never work again, and at the end when it did not work
     */
    record Surroundings(
            WaitingLine.Limits limits, Duration timeout, Log log, OutputCounters counters, Consumer<String> onEnded) {}

    Lane(AlertSink sink, Surroundings surroundings) {
        this.sink = sink;
        this.surroundings = surroundings;
        this.line = new WaitingLine<>(surroundings.limits());
        this.patient = surroundings.limits().waitForRoom() && sink.mayPause();
        this.thread = Thread.ofPlatform().daemon().name("output-" + sink.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Opens the sink before the lane is started; without this call the lane opens it, and tries again until it works. */
    void open() throws IOException {
        sink.open();
        opened = true;
    }

    /** Gives up a lane that was never started. */
    void discard() {
        if (opened) {
            attempt(sink::close);
        }
    }

    void offer(OutputMessage message) {
        if (ended) {
            lost.incrementAndGet();
        } else if (!line.add(message, message.weight(), this::moves)) {
            lost.incrementAndGet();
            if (surroundings.counters().countQueueDrop()) {
                surroundings
                        .log()
                        .error(
                                "The queue of the output '" + sink.name()
                                        + "' is full; alerts are dropped and counted as outputs_queue_num_drops. See outputs_queue.capacity.");
            }
        }
    }

    /** Whether it is worth to wait for room: what the sink is at began not long ago, or its receiver may pause. */
    private boolean moves() {
        long since = stuckSince;
        return patient || since == 0 || System.nanoTime() - since < PATIENCE.toNanos();
    }

    /** Whether the sink can never work again. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether alerts were lost because the sink did not work to the end. */
    boolean hasFailed() {
        return broken && lost.get() > 0;
    }

    void reopen() {
        reopenWanted = true;
        line.poke();
        LockSupport.unpark(thread);
    }

    SinkStatus status() {
        return sink.ownStatus()
                .orElseGet(() -> new SinkStatus(
                        sink.name(),
                        delivered.get(),
                        failures.get(),
                        lost.get(),
                        line.size(),
                        !broken && !reportedBlocked));
    }

    /** Reports the sink when one of its calls takes too long; called now and then by a watching thread. Nothing is said of a lane that was given up. */
    synchronized void watch() {
        long since = busySince;
        if (since != 0
                && !givenUp
                && !reportedBlocked
                && System.nanoTime() - since > surroundings.timeout().toNanos()) {
            reportedBlocked = true;
            surroundings.log().log(
                    LogLevel.CRITICAL,
                    "The output '" + sink.name() + "' has been blocked for "
                            + surroundings.timeout().toMillis() + " ms; its alerts wait, detection goes on.");
        }
    }

    /** Whether the end waits for this receiver: it may pause, and holds or gets something. */
    boolean isWaitedFor() {
        return patient && (line.size() > 0 || busySince != 0);
    }

    /** From now on the end waits for nobody who takes longer than the timeout. */
    void hurry() {
        patient = false;
    }

    /** Ends the lane when all that waits is delivered, or, but for a receiver that may pause, when nothing has moved for the timeout. */
    void finish() {
        ending = true;
        line.end();
        LockSupport.unpark(thread);
        long progress = -1;
        try {
            while (thread.isAlive() && (patient || progress != delivered.get() + lost.get())) {
                progress = delivered.get() + lost.get();
                thread.join(surroundings.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            giveUp();
        }
    }

    private synchronized void giveUp() {
        givenUp = true;
        int left = line.clear();
        lost.addAndGet(left);
        surroundings
                .log()
                .notice("The output '" + sink.name() + "' is still blocked; " + left
                        + " alerts that waited for it, and the one it holds, are given up.");
        thread.interrupt();
    }

    private void run() {
        openPatiently();
        Duration idle = IDLE;
        while (!line.isExhausted()) {
            List<OutputMessage> batch = collect(idle);
            reopenIfWanted();
            if (!batch.isEmpty()) {
                deliver(batch);
                idle = IDLE;
            } else {
                idle = attempt(sink::flush) ? REST : IDLE;
            }
        }
        if (!ended) {
            attempt(sink::flush);
            attempt(sink::close);
            loseWhatIsHeld();
        }
    }

    /** What stands in the sink's buffers at the end counted as delivered and was not. */
    private void loseWhatIsHeld() {
        delivered.addAndGet(-sink.held());
        lost.addAndGet(sink.held());
    }

    /** Opens the sink, again and again while the lane goes on; at least once, so that what came before an early end is delivered. */
    private void openPatiently() {
        Duration pause = FIRST_PAUSE;
        while (!opened) {
            attempt(this::open);
            if (opened) {
                recovered();
            } else if (ending || ended) {
                lost.addAndGet(line.clear());
                return;
            } else {
                LockSupport.parkNanos(this, pause.toNanos());
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void end(AlertSink.SinkEndedException e) {
        ended = true;
        broken = true;
        line.end();
        loseWhatIsHeld();
        lost.addAndGet(line.clear());
        surroundings.log().error(e.getMessage() + " Further alerts for it are only counted.");
        surroundings.onEnded().accept(e.getMessage());
    }

    private List<OutputMessage> collect(Duration idle) {
        AlertSink.Batching batching = sink.batching();
        List<OutputMessage> batch = new ArrayList<>(line.take(batching.maxAlerts(), idle));
        long deadline = System.nanoTime() + batching.maxDelay().toNanos();
        while (!batch.isEmpty() && batch.size() < batching.maxAlerts() && !ending) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            batch.addAll(line.take(batching.maxAlerts() - batch.size(), Duration.ofNanos(left)));
        }
        return batch;
    }

    private void deliver(List<OutputMessage> batch) {
        stuckSince = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        List<OutputMessage> left = new ArrayList<>(batch);
        while (!attempt(() -> pass(left)) && !ended && !ending) {
            LockSupport.parkNanos(this, pause.toNanos());
            pause = longer(pause);
            reopenIfWanted();
        }
        if (!left.isEmpty()) {
            lost.addAndGet(left.size() + line.clear());
        }
        stuckSince = 0;
    }

    /** Passes alerts on and takes them out of the list as soon as the sink has them, which may be before flushing fails. */
    private void pass(List<OutputMessage> left) throws IOException {
        if (!left.isEmpty()) {
            write(left);
            left.clear();
        }
        if (broken || line.size() == 0) {
            sink.flush();
        }
        recovered();
    }

    private void write(List<OutputMessage> messages) throws IOException {
        try {
            sink.write(messages);
            delivered.addAndGet(messages.size());
        } catch (AlertSink.RefusedException e) {
            lost.addAndGet(messages.size());
            refused(e);
        } catch (RuntimeException e) {
            lost.addAndGet(messages.size());
            refused(new IOException("a mistake in Peregrine itself (" + e + "); please report it", e));
        }
    }

    private void failed(IOException e) {
        failures.incrementAndGet();
        if (!broken) {
            broken = true;
            surroundings
                    .log()
                    .error("The output '" + sink.name() + "' failed: " + reason(e)
                            + ". Alerts wait and it is tried again until it works.");
        }
    }

    private void refused(IOException e) {
        recovered();
        if (!reportedRefusal) {
            reportedRefusal = true;
            surroundings
                    .log()
                    .error("The output '" + sink.name() + "' did not take an alert: " + reason(e)
                            + ". Further ones are only counted.");
        }
    }

    private void recovered() {
        if (broken || reportedBlocked) {
            broken = false;
            reportedBlocked = false;
            surroundings.log().notice("The output '" + sink.name() + "' works again.");
        }
    }

    private void reopenIfWanted() {
        if (reopenWanted) {
            reopenWanted = false;
            attempt(sink::reopen);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private boolean attempt(Step step) {
        busySince = System.nanoTime();
        boolean worked = false;
        try {
            step.run();
            worked = true;
        } catch (AlertSink.SinkEndedException e) {
            end(e);
        } catch (IOException e) {
            failed(e);
        } finally {
            busySince = 0;
        }
        if (worked) {
            takeBackReport();
        }
        return worked;
    }

    /** A report that the watching thread made in the last moment of a call would stand until the next alert. */
    private synchronized void takeBackReport() {
        if (reportedBlocked && !broken) {
            recovered();
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
