package io.peregrine.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A queue that is bounded by number and by weight. Any number of threads may add; one takes.
 *
 * @param <T> what waits
 */
final class WaitingLine<T> {
    private record Item<T>(T value, int weight) {}

    private final Limits limits;
    private final Deque<Item<T>> items = new ArrayDeque<>();
    private long weight;
    private boolean poked;
    private boolean ended;

    /**
     * How much may wait.
     *
     * @param capacity how many; 0 means any number
     * @param maxWeight how many bytes together
     * @param waitForRoom whether an addition waits when {@code maxWeight} is reached, instead of being refused
     */
    record Limits(long capacity, long maxWeight, boolean waitForRoom) {}

    WaitingLine(Limits limits) {
        this.limits = limits;
    }

    /**
     * Adds a value; returns false when there is no room for it or nothing is taken any more.
     *
     * @param worthWaiting asked about once a second, while an addition waits, whether there is still hope for room
     */
    synchronized boolean add(T value, int itemWeight, BooleanSupplier worthWaiting) {
        while (!ended && weight + itemWeight > limits.maxWeight() && !items.isEmpty()) {
            if (!limits.waitForRoom() || !worthWaiting.getAsBoolean() || !await(Duration.ofSeconds(1))) {
                return false;
            }
        }
        if (ended || limits.capacity() > 0 && items.size() >= limits.capacity()) {
            return false;
        }
        put(value, itemWeight);
        return true;
    }

    /** Wakes the thread that takes, even if there is nothing to take. */
    synchronized void poke() {
        poked = true;
        notifyAll();
    }

    private void put(T value, int itemWeight) {
        items.add(new Item<>(value, itemWeight));
        weight += itemWeight;
        notifyAll();
    }

    /** Takes up to {@code max} values that are there, waiting for the first one; empty when none came in time. */
    synchronized List<T> take(int max, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (items.isEmpty() && !ended && !poked) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !await(Duration.ofNanos(left))) {
                break;
            }
        }
        poked = false;
        List<T> taken = new ArrayList<>(Math.min(max, items.size()));
        while (taken.size() < max && !items.isEmpty()) {
            Item<T> item = items.remove();
            weight -= item.weight();
            taken.add(item.value());
        }
        notifyAll();
        return taken;
    }

    /** Returns how many values wait. */
    synchronized int size() {
        return items.size();
    }

    /** Refuses further values and wakes whoever waits; what is in the line can still be taken. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Tells whether nothing is taken any more and nothing waits. */
    synchronized boolean isExhausted() {
        return ended && items.isEmpty();
    }

    /** Forgets what waits and returns how many values that were. */
    synchronized int clear() {
        int count = items.size();
        items.clear();
        weight = 0;
        notifyAll();
        return count;
    }

    private boolean await(Duration limit) {
        try {
            wait(limit.plusNanos(999_999).toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
