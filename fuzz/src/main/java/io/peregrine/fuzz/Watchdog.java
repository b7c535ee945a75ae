package io.peregrine.fuzz;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Ends the program with the number of the round when one round takes too long: a hang is a finding. Its thread ends with the program. */
final class Watchdog {
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private final AtomicLong began = new AtomicLong(System.nanoTime());
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
        began.set(System.nanoTime());
    }

    private void watch() {
        try {
            while (System.nanoTime() - began.get() < PATIENCE) {
                Thread.sleep(500);
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
