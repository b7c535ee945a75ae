package io.peregrine.engine.profile;

/** What it takes to ask the clock on this machine: taken off every time that was measured. */
final class ClockCost {
    private static final int ROUNDS = 20_000;

    /** The smallest time, in nanoseconds, between two questions that stood in a row often enough to be compiled. */
    static final long NANOS = measure();

    private ClockCost() {}

    private static long measure() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            best = Math.min(best, System.nanoTime() - begin);
        }
        return Math.max(0, best);
    }
}
