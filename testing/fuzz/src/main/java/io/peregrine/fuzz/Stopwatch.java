package io.peregrine.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Watches that one round of a fuzz target does not take long, in processor time of the whole process: a busy machine is no finding. */
final class Stopwatch {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Duration limit;
    private long started;

    Stopwatch(Duration limit) {
        this.limit = limit;
    }

    void start() {
        started = system.getProcessCpuTime();
    }

    /** Throws when the time since the start is over the limit. */
    void stop() {
        Duration taken = Duration.ofNanos(system.getProcessCpuTime() - started);
        if (taken.compareTo(limit) > 0) {
            throw new IllegalStateException("it took " + taken.toMillis() + " ms");
        }
    }
}
