package io.peregrine.container.engine;

/**
 * Lets somebody who looks for something now and then be asked to look at once. A knock is open until a look has ended that began behind it. Thread-safe.
 */
final class Knocks {
    private long knocked;
    private long answered;

    /** Asks for a look; waits for nothing. */
    synchronized void knock() {
        knocked++;
        notifyAll();
    }

    /** Whether a look that was asked for has not ended. */
    synchronized boolean isOpen() {
        return knocked != answered;
    }

    /** What a look answers that begins now, for {@link #answer}. */
    synchronized long begin() {
        return knocked;
    }

    /** A look has ended. */
    synchronized void answer(long begun) {
        answered = begun;
    }

    /** Waits for a knock, but no longer than this. */
    synchronized void rest(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0 && !isOpen(); left = (end - System.nanoTime() + 999_999) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
