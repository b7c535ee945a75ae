package io.peregrine.bench;

import java.util.Locale;

/**
 * One replay of a whole capture.
 *
 * @param counts what came of it
 * @param usage what it took
 */
record Pass(Replay.Counts counts, ProcessUsage usage) {
    /** A line for people: name, events, rates, times, allocation. */
    String describe(String name) {
        double wall = usage.wallNanos() / 1e9;
        double processor = (usage.userNanos() + usage.systemNanos()) / 1e9;
        long events = counts.events();
        return String.format(
                Locale.ROOT,
                "%-6s %,10d events %6d matches  %7.3f M/s wall  %7.3f M/s cpu  wall %6.3f s  thread %6.3f s  user %5.2f s  system %4.2f s  %6.1f B/event",
                name,
                events,
                counts.matches(),
                events / 1e6 / wall,
                events / 1e6 / Math.max(processor, 1e-3),
                wall,
                usage.threadNanos() / 1e9,
                usage.userNanos() / 1e9,
                usage.systemNanos() / 1e9,
                (double) usage.allocatedBytes() / Math.max(1, events));
    }
}
