package io.peregrine.fuzz;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends the program with the number of the round when one round takes too long: a hang is a finding. Time counts in ticks of its own thread,
 * so that a program that is stopped for a while is not taken for one that hangs. Its thread ends with the program.
 */
final class Watchdog {
    private static final int TICK_MILLIS = 500;
    private static final int PATIENCE = 240;

    private final AtomicInteger ticks = new AtomicInteger();
    private final AtomicLong round = new AtomicLong();
    private final Thread watched;

    /** A watchdog of the thread that calls. */
    Watchdog() {
        watched = Thread.currentThread();
        Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    /** A round begins. */
    void begin(long number) {
        round.set(number);
        ticks.set(0);
    }

    private void watch() {
        try {
            while (ticks.incrementAndGet() < PATIENCE) {
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
        System.out.println("finding: round " + round.get() + " hangs");
        for (StackTraceElement frame : watched.getStackTrace()) {
            System.out.println("    at " + frame);
        }
        Runtime.getRuntime().halt(3);
    }
}
