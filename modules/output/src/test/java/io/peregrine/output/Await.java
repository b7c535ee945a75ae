package io.peregrine.output;

import java.util.function.BooleanSupplier;

/** Waits for conditions. */
public final class Await {
    private Await() {}

    /** Returns as soon as the condition holds; fails after ten seconds. */
    public static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the condition did not come to hold in ten seconds");
            }
            Thread.sleep(2);
        }
    }
}
