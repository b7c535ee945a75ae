package io.peregrine.app.live;

import io.peregrine.probe.Probe;

/** Tells the probe the wall clock anew every few seconds, so that event times follow a clock that was set or a machine that slept. */
public final class ClockCare {
    private static final long INTERVAL = 5_000_000_000L;

    private final Probe probe;
    private long last = System.nanoTime();

    public ClockCare(Probe probe) {
        this.probe = probe;
    }

    /** Called often by the source's thread. */
    public void run() {
        long now = System.nanoTime();
        if (now - last >= INTERVAL) {
            last = now;
            probe.synchronizeClock();
        }
    }
}
