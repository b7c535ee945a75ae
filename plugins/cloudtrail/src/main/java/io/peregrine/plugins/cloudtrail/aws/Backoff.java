package io.peregrine.plugins.cloudtrail.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long is waited before something is tried again: twice as long each time, with a fifth of chance, so that many engines do not ask at once.
 *
 * @param first the first wait
 * @param longest the longest
 */
record Backoff(Duration first, Duration longest) {
    /** One second to five minutes. */
    static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    /** The wait behind so many failures, at least one. */
    Duration behind(int failures) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 5 + 1));
    }
}
