package io.peregrine.plugin.host;

import io.peregrine.event.EventView;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.plugin.PluginLogLevel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Where an instance sends asynchronous events: into the queue of the stream. For any thread. */
final class InstanceSink implements AsyncSink {
    private static final long BETWEEN_LINES = 1_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final AsyncCheck check;
    private final InjectionQueue queue;
    private final PluginLog log;
    private final AtomicLong lastTold = new AtomicLong(NEVER);
    private final LongAdder untold = new LongAdder();
    private final Thread opener = Thread.currentThread();
    private volatile boolean opening = true;

    /** Made by the thread that opens the stream, which says by {@link #opened} that the plugin has its sink. */
    InstanceSink(AsyncCheck check, InjectionQueue queue, PluginLog log) {
        this.check = check;
        this.queue = queue;
        this.log = log;
    }

    /** The plugin's call that was told of this sink has returned. */
    void opened() {
        opening = false;
    }

    private InjectionQueue.Sender sender() {
        return opening && Thread.currentThread() == opener ? InjectionQueue.Sender.OPENER : InjectionQueue.Sender.OTHER;
    }

    @Override
    public Answer send(String name, long timestamp, long tid, byte[] data) {
        return send(check.event(name, timestamp, tid, data));
    }

    @Override
    public Answer send(EventView event) {
        Optional<String> fault = check.fault(event);
        if (fault.isPresent()) {
            return new Answer.Refused(fault.get());
        }
        switch (queue.put(event, check.source(), sender())) {
            case FULL -> tellFull();
            case TOO_FAR_AHEAD -> log.log(PluginLogLevel.WARNING, "async event ts too far in future");
            case MALFORMED -> {
                return new Answer.Refused(check.malformed());
            }
            case TAKEN, CLOSED -> {}
        }
        return new Answer.Taken();
    }

    /** Told at once, then once a second at most, with what was lost in between: a plugin that sends too much must not fill the log too. */
    private void tellFull() {
        long now = System.nanoTime();
        long last = lastTold.get();
        if (last != NEVER && now - last < BETWEEN_LINES || !lastTold.compareAndSet(last, now)) {
            untold.increment();
            return;
        }
        long more = untold.sumThenReset();
        log.log(
                PluginLogLevel.WARNING,
                "async event queue is full"
                        + (more == 0 ? "" : " (" + more + " more events of " + check.plugin() + " were lost before)"));
    }
}
