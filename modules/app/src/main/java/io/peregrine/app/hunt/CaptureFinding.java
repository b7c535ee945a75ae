package io.peregrine.app.hunt;

import io.peregrine.server.metrics.RuleCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one capture.
 *
 * @param capture the file
 * @param events how many events were judged
 * @param span when they happened
 * @param matches the rules that matched, in the order of the rules
 * @param took how long the file took
 * @param failure why it could not be read to its end, in a sentence
 */
record CaptureFinding(
        Path capture, long events, Span span, List<RuleCount> matches, Duration took, Optional<String> failure) {
    CaptureFinding {
        matches = List.copyOf(matches);
    }

    /**
     * A time between two events.
     *
     * @param first the time of the first event in nanoseconds since the epoch, 0 without events
     * @param last that of the last
     */
    record Span(long first, long last) {
        static final Span NONE = new Span(0, 0);
    }

    /** A capture that could not be opened. */
    static CaptureFinding unreadable(Path capture, String failure) {
        return new CaptureFinding(capture, 0, Span.NONE, List.of(), Duration.ZERO, Optional.of(failure));
    }

    /** How many alerts there were. */
    long alerts() {
        return matches.stream().mapToLong(RuleCount::matches).sum();
    }
}
