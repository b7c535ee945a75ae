package io.peregrine.app.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time of the thread that asks. */
final class ThreadTime {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Nanoseconds that only grow. */
    long nanos() {
        return threads.getCurrentThreadCpuTime();
    }
}
