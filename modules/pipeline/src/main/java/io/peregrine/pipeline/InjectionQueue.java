package io.peregrine.pipeline;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Events that others put into a pipeline beside those of its source: asynchronous events of plugins, container engines, lists of users.
 *
 * <p>Many threads put whole events in the layout of {@link EventLayout}; each is copied and checked at once and never waited for. The thread
 * that owns the pipeline takes them merged with the source's events by time; equal times keep the order in which they were put. An event
 * with the time {@link #NOW} happens when the pipeline sees it: it gets the time of the event before it. What comes out is numbered,
 * judged and recorded like any event.
 */
public final class InjectionQueue {
    /** The time of an event that happens when it is seen. */
    public static final long NOW = -1;

    /** The largest event in bytes. */
    public static final int LARGEST = 1 << 24;

    private static final long SECOND = 1_000_000_000L;
    private static final long EMPTY = Long.MAX_VALUE;

    /** What became of an event that was put. */
    public enum Verdict {
        /** It will be seen. */
        TAKEN,
        /** The queue is full. */
        FULL,
        /** Its time is too far in the future. */
        TOO_FAR_AHEAD,
        /** It is no event: a length, a code or a number of parameters is wrong. */
        MALFORMED,
        /** The pipeline has ended. */
        CLOSED
    }

    /**
     * What the queue holds at most.
     *
     * @param events the number of events
     * @param bytes their bytes
     * @param aheadNanos how far in the future the time of an event may be
     */
    public record Limits(int events, long bytes, long aheadNanos) {
        /** 4,096 events as in Falco, 64 MB, 10 seconds as in Falco. */
        public static final Limits USUAL = new Limits(4096, 64L << 20, 10_000_000_000L);
    }

    /** An event with its place in the order. */
    private record Waiting(long time, long order, byte[] bytes) {
        boolean isBefore(Waiting other, long otherTime) {
            return time < otherTime || (time == otherTime && order < other.order);
        }
    }

    private final Limits limits;
    private final LongSupplier clock;
    private final LongAdder taken = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    // Guarded by this.
    private final Queue<Waiting> inbox = new ArrayDeque<>();
    private final NativeCopy checked = new NativeCopy();
    private final EventView checking = new EventView();
    private long waiting;
    private long waitingBytes;
    private long order;
    private boolean closed;

    private volatile boolean arrived;
    private volatile Runnable wake = () -> {};

    // Owned by the pipeline's thread.
    private final PriorityQueue<Waiting> ordered =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::time).thenComparingLong(Waiting::order));
    private final Queue<Waiting> immediate = new ArrayDeque<>();
    private final NativeCopy lent = new NativeCopy();
    private long earliest = EMPTY;

    /**
     * A queue.
     *
     * @param clock the wall clock in nanoseconds since the epoch
     */
    public InjectionQueue(Limits limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** A queue with the usual limits and this machine's clock. */
    public static InjectionQueue usual() {
        return new InjectionQueue(Limits.USUAL, InjectionQueue::wallClock);
    }

    private static long wallClock() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /**
     * Puts an event in. For any thread; waits for nothing but other callers.
     *
     * @param memory where the event lies; copied before the call returns
     * @param at of its header
     * @param available bytes from there to the end of what may be read
     */
    public Verdict put(MemorySegment memory, long at, long available) {
        Verdict verdict = add(memory, at, available);
        switch (verdict) {
            case TAKEN -> {
                taken.increment();
                wake.run();
            }
            case FULL, TOO_FAR_AHEAD -> lost.increment();
            case MALFORMED -> malformed.increment();
            case CLOSED -> {}
        }
        return verdict;
    }

    /** Puts the event that a view shows in, with the view's time. For any thread. */
    public Verdict put(EventView event) {
        return put(event.segment(), event.offset(), event.length());
    }

    private synchronized Verdict add(MemorySegment memory, long at, long available) {
        if (closed) {
            return Verdict.CLOSED;
        }
        if (available < EventLayout.HEADER_SIZE) {
            return Verdict.MALFORMED;
        }
        long length = EventLayout.length(memory, at);
        if (length < EventLayout.HEADER_SIZE || length > available || length > LARGEST) {
            return Verdict.MALFORMED;
        }
        if (waiting >= limits.events() || waitingBytes + length > limits.bytes()) {
            return Verdict.FULL;
        }
        MemorySegment copy = checked.of(memory, at, length);
        if (!checking.wrap(copy, 0, length, 0)) {
            return Verdict.MALFORMED;
        }
        if (checking.timestamp() != NOW && checking.timestamp() - clock.getAsLong() > limits.aheadNanos()) {
            return Verdict.TOO_FAR_AHEAD;
        }
        byte[] bytes = new byte[(int) length];
        MemorySegment.copy(copy, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
        inbox.add(new Waiting(checking.timestamp(), order++, bytes));
        waiting++;
        waitingBytes += length;
        arrived = true;
        return Verdict.TAKEN;
    }

    /** Called after each event that was put in, by the thread that did: makes a source that sleeps come back. */
    void wakeBy(Runnable action) {
        wake = action;
    }

    /** The wall clock. */
    long now() {
        return clock.getAsLong();
    }

    /** Whether {@link #take} may have an event of this time or before. Called by the owner for every event of the source. */
    boolean isDue(long time) {
        return arrived || earliest <= time;
    }

    /**
     * Points the view at the earliest event that is due; valid until the next call. Called by the owner.
     *
     * @param until events of later times stay
     * @param now the time of events that happen when they are seen
     * @return false when none is due
     */
    boolean take(EventView view, long until, long now) {
        if (arrived) {
            sort();
        }
        Waiting timed = ordered.peek();
        Waiting next = immediate.peek();
        if (timed != null && timed.time() <= until && (next == null || timed.isBefore(next, now))) {
            next = ordered.remove();
        } else if (next != null) {
            immediate.remove();
        } else {
            return false;
        }
        noteEarliest();
        return lend(view, next, next.time() == NOW ? now : next.time());
    }

    private boolean lend(EventView view, Waiting event, long time) {
        int length = event.bytes().length;
        MemorySegment memory = lent.of(event.bytes());
        EventLayout.putTimestamp(memory, 0, time);
        release(length);
        return view.wrap(memory, 0, length, 0);
    }

    private synchronized void sort() {
        arrived = false;
        for (Waiting next = inbox.poll(); next != null; next = inbox.poll()) {
            (next.time() == NOW ? immediate : ordered).add(next);
        }
        noteEarliest();
    }

    private void noteEarliest() {
        if (!immediate.isEmpty()) {
            earliest = Long.MIN_VALUE;
        } else {
            earliest = ordered.isEmpty() ? EMPTY : ordered.peek().time();
        }
    }

    private synchronized void release(long bytes) {
        waiting--;
        waitingBytes -= bytes;
    }

    /** Takes no further events; those that wait can still be taken. For any thread. */
    synchronized void close() {
        closed = true;
    }

    /** How many events were taken in. For any thread, like the counts below. */
    public long taken() {
        return taken.sum();
    }

    /** How many were lost because the queue was full or their time too far in the future. */
    public long lost() {
        return lost.sum();
    }

    /** How many were refused because they are no events. */
    public long malformed() {
        return malformed.sum();
    }

    /** How many wait. */
    public synchronized long waiting() {
        return waiting;
    }
}
