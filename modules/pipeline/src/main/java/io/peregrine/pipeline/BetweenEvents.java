package io.peregrine.pipeline;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What other threads want done between two events of a pipeline. Any thread asks and waits; the pipeline's thread does it. */
final class BetweenEvents {
    private static final long ROUND_MILLIS = 50;

    private final ConcurrentLinkedQueue<Wanted> wanted = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private volatile long longest;

    private record Wanted(Runnable action, CompletableFuture<Optional<RuntimeException>> done) {}

    /**
     * Has an action done and waits for it.
     *
     * @param wake makes a source that sleeps come back
     * @return whether it was done; not when the pipeline ended before
     */
    boolean exchange(Runnable action, Runnable wake) {
        Wanted one = new Wanted(action, new CompletableFuture<>());
        wanted.add(one);
        wake.run();
        while (!over || one.done().isDone()) {
            try {
                Optional<RuntimeException> failure = one.done().get(ROUND_MILLIS, TimeUnit.MILLISECONDS);
                if (failure.isPresent()) {
                    throw new IllegalStateException("What was to be exchanged failed.", failure.get());
                }
                return true;
            } catch (TimeoutException e) {
                // the pipeline's thread has not come round yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return false;
    }

    /** Does what is wanted. Called by the pipeline's thread. */
    void run() {
        for (Wanted next = wanted.poll(); next != null; next = wanted.poll()) {
            long begin = System.nanoTime();
            try {
                next.action().run();
                stopped(begin);
                next.done().complete(Optional.empty());
            } catch (RuntimeException e) {
                stopped(begin);
                next.done().complete(Optional.of(e));
            }
        }
    }

    private void stopped(long begin) {
        longest = Math.max(longest, System.nanoTime() - begin);
    }

    /** How long the longest of them took, in nanoseconds. For any thread. */
    long longestNanos() {
        return longest;
    }

    /** Whether the pipeline has ended. For any thread. */
    boolean isOver() {
        return over;
    }

    /** Nothing will be done any more. */
    void end() {
        over = true;
    }
}
