package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock that only rests move on, and events that come in bursts at equal distances. */
class ReaderPaceTest {
    private static final long RING = 8 << 20;
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ReaderPace pace = new ReaderPace(RING);
    private long now;
    private long seenUntil;
    private long rests;
    private long latest;

    /** One rest and what is found behind it; how many bursts that were. */
    private long rest(int events, long distance) {
        rests++;
        if (pace.sleepsNext(events)) {
            long begin = now;
            long next = (seenUntil / distance + 1) * distance;
            now = Math.min(now + pace.sleepMillis() * MILLISECOND, Math.max(now, next));
            pace.slept(now - begin);
        } else {
            now += pace.waitNanos();
        }
        long bursts = now / distance - seenUntil / distance;
        if (bursts > 0) {
            latest = Math.max(latest, now - (seenUntil / distance + 1) * distance);
        }
        seenUntil = now;
        return bursts;
    }

    private void run(long nanos, long distance, int burst) {
        rests = 0;
        latest = 0;
        long end = now + nanos;
        int events = 0;
        while (now < end) {
            events = (int) rest(events, distance) * burst;
        }
    }

    @Test
    void sleepsWhereNothingComesAndComesByFourTimesASecond() {
        run(SECOND, 1000 * SECOND, 1);
        run(60 * SECOND, 1000 * SECOND, 1);
        assertThat(rests).isBetween(60L * 4, 60L * 5);
    }

    /** Bursts: milliseconds apart, events of each, wake-ups a second at most. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1, 8",
        "200, 5, 20",
        "50, 20, 42",
        "20, 3, 105",
        "10, 1, 130",
        "1, 20, 130",
        "1, 100, 150",
        "1, 500, 700",
        "1, 2000, 1100"
    })
    void wakesNoMoreOftenThanItsWaitsAndIsNeverLateByMore(int apart, int burst, long wakes) {
        run(2 * SECOND, apart * MILLISECOND, burst);
        run(10 * SECOND, apart * MILLISECOND, burst);
        assertThat(rests).as("wake-ups in ten seconds").isLessThanOrEqualTo(10 * wakes);
        assertThat(latest).as("the latest event, in nanoseconds").isLessThanOrEqualTo(8 * MILLISECOND);
    }

    @Test
    void looksAgainAtOnceWhereARingFills() {
        assertThat(pace.sleepsNext((int) (RING / 2048))).isFalse();
        assertThat(pace.waitNanos()).isEqualTo(MILLISECOND / 2);
    }
}
