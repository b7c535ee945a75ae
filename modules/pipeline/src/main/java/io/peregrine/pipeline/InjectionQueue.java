package io.peregrine.pipeline;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.event.LittleEndian;
import io.peregrine.event.SourceName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
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
 * with the time {@link #NOW} happens when the pipeline sees it: it gets the time of the event before it, and keeps its place behind events that
 * were put before it and are not of the future, as in Falco (mpsc_priority_queue.h of libs 0.25.2). What comes out is numbered, judged and
 * recorded like any event.
 */
public final class InjectionQueue {
    /** The time of an event that happens when it is seen. */
    public static final long NOW = -1;

    private static final long SECOND = 1_000_000_000L;
    private static final long EMPTY = Long.MAX_VALUE;
    private static final long FIRST = Long.MIN_VALUE;
    private static final long OWN_ID = -1;

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
     * @param eventsOfOpener the number above which the thread that opens the stream can put no more: the pipeline takes none before it is back
     * @param bytes their bytes
     * @param aheadNanos how far in the future the time of an event may be
     */
    public record Limits(int events, int eventsOfOpener, long bytes, long aheadNanos) {
        /**
         * 65,536 events, which are 0.6 seconds at 100,000 a second: a source may sleep, and collections of garbage take their time. 4,096 as in
         * Falco for the opener, 64 MB, 10 seconds as in Falco.
         */
        public static final Limits USUAL = new Limits(65_536, 4096, 64L << 20, 10_000_000_000L);
    }

    /** Whose event is put. */
    public enum Sender {
        /** The thread that opens the stream, before the pipeline runs. */
        OPENER,
        /** Any other. */
        OTHER
    }

    /** An event with its place in the order. */
    private record Waiting(long time, long order, byte[] bytes) {}

    private final Limits limits;
    private final LongSupplier clock;
    private final LongAdder taken = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    // Guarded by this.
    private final Queue<Waiting> inbox = new ArrayDeque<>();
    private final EventView checking = new EventView();
    private long waiting;
    private long waitingBytes;
    private long order;
    private long latest = FIRST;
    private boolean closed;

    private volatile boolean arrived;
    private volatile Runnable wake = () -> {};

    // Owned by the pipeline's thread.
    private final PriorityQueue<Waiting> ordered =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::time).thenComparingLong(Waiting::order));
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
    public Verdict put(byte[] memory, int at, int available) {
        return count(add(memory, at, available, OWN_ID, Sender.OTHER));
    }

    private Verdict count(Verdict verdict) {
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
        return put(event.array(), event.offset(), event.length());
    }

    /** Puts an asynchronous event that a view shows in, as one of a source: the id in its own memory is not looked at. For any thread. */
    public Verdict put(EventView event, SourceName source, Sender sender) {
        return count(add(event.array(), event.offset(), event.length(), source.id(), sender));
    }

    private synchronized Verdict add(byte[] memory, int at, int available, long sourceId, Sender sender) {
        if (closed) {
            return Verdict.CLOSED;
        }
        if (available < EventLayout.HEADER_SIZE) {
            return Verdict.MALFORMED;
        }
        long length = EventLayout.length(memory, at);
        if (length < EventLayout.HEADER_SIZE || length > available || length > EventLayout.LARGEST) {
            return Verdict.MALFORMED;
        }
        int most = sender == Sender.OPENER ? limits.eventsOfOpener() : limits.events();
        if (waiting >= most || waitingBytes + length > limits.bytes()) {
            return Verdict.FULL;
        }
        byte[] copy = Arrays.copyOfRange(memory, at, at + (int) length);
        if (!checking.wrap(copy, 0, copy.length, 0)) {
            return Verdict.MALFORMED;
        }
        long ahead = checking.timestamp() == NOW ? 0 : checking.timestamp() - clock.getAsLong();
        if (ahead > limits.aheadNanos()) {
            return Verdict.TOO_FAR_AHEAD;
        }
        if (sourceId != OWN_ID && checking.paramOffset(0) + Integer.BYTES <= length) {
            LittleEndian.putInt(copy, checking.paramOffset(0), (int) sourceId);
        }
        inbox.add(new Waiting(place(checking.timestamp(), ahead), order++, copy));
        waiting++;
        waitingBytes += length;
        arrived = true;
        return Verdict.TAKEN;
    }

    /** The time by which an event waits: its own, or for one of now that of the latest before it that has happened already. */
    private long place(long time, long ahead) {
        if (waiting == 0) {
            latest = FIRST;
        }
        if (time == NOW) {
            return latest;
        }
        if (ahead <= 0) {
            latest = Math.max(latest, time);
        }
        return time;
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
        if (earliest > until || ordered.isEmpty()) {
            return false;
        }
        Waiting next = ordered.remove();
        noteEarliest();
        byte[] memory = next.bytes();
        if (EventLayout.timestamp(memory, 0) == NOW) {
            EventLayout.putTimestamp(memory, 0, now);
        }
        release(memory.length);
        return view.wrap(memory, 0, memory.length, 0);
    }

    private synchronized void sort() {
        arrived = false;
        ordered.addAll(inbox);
        inbox.clear();
        noteEarliest();
    }

    private void noteEarliest() {
        earliest = ordered.isEmpty() ? EMPTY : ordered.peek().time();
    }

    private synchronized void release(long bytes) {
        waiting--;
        waitingBytes -= bytes;
    }

    /** Takes no further events; those that wait can still be taken. For any thread. */
    synchronized void close() {
        closed = true;
    }

    /** Nobody takes what waits: it is counted as lost. Called by the owner. */
    void loseTheRest() {
        sort();
        for (Waiting next = ordered.poll(); next != null; next = ordered.poll()) {
            lost.increment();
            release(next.bytes().length);
        }
        noteEarliest();
    }

    /** How many events were taken in. For any thread, like the counts below. */
    public long taken() {
        return taken.sum();
    }

    /** How many were lost because the queue was full, their time too far in the future, or the source ended before it. */
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
