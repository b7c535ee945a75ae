package io.peregrine.output.completion;

import io.peregrine.alert.Alert;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.log.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Holds back alerts whose values are on their way until all have come or the deadline is there, and passes on what is known then. Alerts of one source
 * keep their order: what comes behind one that waits, waits too. Alerts of sources where none waits go straight on, on the thread that brings them.
 *
 * <p>Every method may be called by any thread; what is passed on comes from one thread at a time. Who learns a value calls {@link #wake}. When too many
 * wait, the first of a line leaves with what it has, as at its deadline: nothing is lost here.
 */
public final class Completion implements AutoCloseable {
    /** No value is waited for longer, whatever its deadline. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** So many alerts wait at most, about 10 MB. */
    static final int MOST_WAITING = 10_000;

    private final Consumer<Alert> next;
    private final OutputCounters counters;
    private final Log log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Queue<WaitingAlert>> lines = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("completion").unstarted(this::run);
    private int waiting;
    private boolean ending;
    private boolean reportedFailure;

    /**
     * A station, at work at once.
     *
     * @param next takes what goes on
     * @param counters counts what waits
     * @param log told once when a value cannot be asked for
     */
    public Completion(Consumer<Alert> next, OutputCounters counters, Log log) {
        this.next = next;
        this.counters = counters;
        this.log = log;
        thread.start();
    }

    /** Takes an alert; it has been passed on when this returns, unless it or one before it waits. */
    public void submit(Alert alert) {
        WaitingAlert added = WaitingAlert.of(alert, System.nanoTime(), LONGEST_WAIT.toNanos());
        lock.lock();
        try {
            Queue<WaitingAlert> line = lines.get(alert.source());
            if (line == null && !added.waits()) {
                next.accept(alert);
                return;
            }
            if (added.waits()) {
                counters.countWaiting();
            }
            if (line == null && ending) {
                next.accept(settled(added));
                return;
            }
            line = lines.computeIfAbsent(alert.source(), source -> new ArrayDeque<>());
            line.add(added);
            if (++waiting > MOST_WAITING) {
                release(line);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Says that values may have come. */
    public void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Passes on what waits as soon as it is complete or due, and ends. What is submitted later does not wait. */
    @Override
    public void close() {
        lock.lock();
        try {
            ending = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!ending || !lines.isEmpty()) {
                long due = releaseWhatCan();
                if (due == Long.MAX_VALUE) {
                    if (!ending) {
                        changed.awaitUninterruptibly();
                    }
                } else {
                    changed.awaitNanos(due);
                }
            }
        } catch (InterruptedException e) {
            lines.values().forEach(this::releaseAll);
            lines.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Passes on what is complete or due; returns in how many nanoseconds the next will be due. */
    private long releaseWhatCan() {
        long soonest = Long.MAX_VALUE;
        Iterator<Queue<WaitingAlert>> all = lines.values().iterator();
        while (all.hasNext()) {
            Queue<WaitingAlert> line = all.next();
            long now = System.nanoTime();
            while (!line.isEmpty() && canGo(line.element(), now)) {
                release(line);
            }
            if (line.isEmpty()) {
                all.remove();
            } else {
                soonest = Math.min(soonest, Math.max(1, line.element().deadline() - now));
            }
        }
        return soonest;
    }

    private boolean canGo(WaitingAlert first, long now) {
        try {
            return first.deadline() - now <= 0 || first.isComplete();
        } catch (RuntimeException e) {
            report(e);
            return true;
        }
    }

    private void releaseAll(Queue<WaitingAlert> line) {
        while (!line.isEmpty()) {
            release(line);
        }
    }

    private void release(Queue<WaitingAlert> line) {
        WaitingAlert first = line.remove();
        waiting--;
        next.accept(settled(first));
    }

    private Alert settled(WaitingAlert first) {
        try {
            if (first.waits()) {
                counters.countWaited(first.isTold());
            }
            return first.settled();
        } catch (RuntimeException e) {
            report(e);
            return first.alert();
        }
    }

    private void report(RuntimeException e) {
        if (!reportedFailure) {
            reportedFailure = true;
            log.error("A value that an alert waited for cannot be asked for (" + e + "); it stays without.");
        }
    }
}
