package io.peregrine.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of events that threads of a plugin push: {@link #send}, {@link #sendWaiting}, {@link #end} and {@link #fail} are for any thread, the rest
 * is the engine's.
 */
public final class PushedSource implements EventSource {
    private static final long LONGEST_WAIT_NANOS = 100_000_000L;

    private final SourceName source;
    private final PayloadWriter writer;
    private final int mostEvents;
    private final long mostBytes;
    private final LongAdder lost = new LongAdder();

    // Guarded by this.
    private ArrayDeque<PluginPayload> inbox = new ArrayDeque<>();
    private long waitingBytes;
    private boolean ended;
    private Optional<String> failure = Optional.empty();
    private Runnable onClose = () -> {};

    // Owned by the thread of the source.
    private ArrayDeque<PluginPayload> lent = new ArrayDeque<>();
    private volatile Thread sleeper;

    PushedSource(SourceName source, int events, long bytes) {
        this.source = source;
        this.writer = new PayloadWriter(source);
        this.mostEvents = events;
        this.mostBytes = bytes;
    }

    /** What is done when the engine closes the stream: stop the threads that push. */
    public synchronized PushedSource whenClosed(Runnable action) {
        onClose = action;
        return this;
    }

    /**
     * Pushes an event without waiting.
     *
     * @return false when it was lost because too many wait, or the stream has ended
     */
    public boolean send(PluginPayload payload) {
        synchronized (this) {
            if (ended || isFull(payload)) {
                lost.increment();
                return false;
            }
            add(payload);
        }
        LockSupport.unpark(sleeper);
        return true;
    }

    /**
     * Pushes an event, and waits for room if need be.
     *
     * @return false when the stream has ended
     * @throws InterruptedException when the thread was interrupted while it waited; the event was not pushed
     */
    public boolean sendWaiting(PluginPayload payload) throws InterruptedException {
        synchronized (this) {
            while (!ended && isFull(payload)) {
                wait();
            }
            if (ended) {
                return false;
            }
            add(payload);
        }
        LockSupport.unpark(sleeper);
        return true;
    }

    private boolean isFull(PluginPayload payload) {
        return inbox.size() >= mostEvents || !inbox.isEmpty() && waitingBytes + payload.bytes().length > mostBytes;
    }

    private void add(PluginPayload payload) {
        inbox.add(payload);
        waitingBytes += payload.bytes().length;
    }

    /** No more events come; those that wait are still seen. */
    public void end() {
        finish(Optional.empty());
    }

    /** The stream cannot go on, for the reason in this sentence; events that wait are still seen. */
    public void fail(String sentence) {
        finish(Optional.of(sentence));
    }

    private void finish(Optional<String> reason) {
        synchronized (this) {
            if (!ended) {
                ended = true;
                failure = reason;
                notifyAll();
            }
        }
        LockSupport.unpark(sleeper);
    }

    /** How many events were lost because too many waited. For any thread. */
    public long lost() {
        return lost.sum();
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        PluginPayload payload = lent.poll();
        if (payload == null) {
            if (!exchange()) {
                return Outcome.END;
            }
            payload = lent.poll();
            if (payload == null) {
                return waitForMore();
            }
        }
        writer.write(payload, view);
        return Outcome.EVENT;
    }

    private Outcome waitForMore() {
        sleeper = Thread.currentThread();
        if (isEmpty()) {
            LockSupport.parkNanos(LONGEST_WAIT_NANOS);
        }
        sleeper = null;
        return Outcome.IDLE;
    }

    private synchronized boolean isEmpty() {
        return inbox.isEmpty() && !ended;
    }

    /** Takes over what waits; false when nothing waits and the stream has ended. */
    private synchronized boolean exchange() throws SourceException {
        if (inbox.isEmpty() && ended) {
            if (failure.isPresent()) {
                throw new SourceException("The event source " + source.name() + " failed: " + failure.get());
            }
            return false;
        }
        ArrayDeque<PluginPayload> taken = inbox;
        inbox = lent;
        lent = taken;
        waitingBytes = 0;
        notifyAll();
        return true;
    }

    /** What was pushed is lent to its end. */
    @Override
    public boolean retire() {
        end();
        return lent.isEmpty() && holdsNothing();
    }

    private synchronized boolean holdsNothing() {
        return inbox.isEmpty();
    }

    @Override
    public void close() {
        Runnable action;
        synchronized (this) {
            ended = true;
            action = onClose;
            notifyAll();
        }
        action.run();
    }
}
