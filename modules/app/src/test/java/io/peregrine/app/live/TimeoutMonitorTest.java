package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutMonitorTest {
    private static final long MILLISECOND = 1_000_000;

    private final List<String> reports = new ArrayList<>();
    private long now;
    private long unseen;
    private final TimeoutMonitor monitor =
            new TimeoutMonitor(3, () -> now, (limit, lastEvent) -> reports.add(limit + " after " + lastEvent));

    private void nothingCame(int times, long number, long time) {
        for (int i = 0; i < times; i++) {
            monitor.nothingCame(number, time, () -> unseen);
        }
    }

    @Test
    void reportsOneTimeoutMoreThanTheLimitAndThenCountsAnew() {
        nothingCame(3, 0, 0);
        assertThat(reports).isEmpty();
        nothingCame(1, 0, 0);
        assertThat(reports).containsExactly("3 after 0");
        nothingCame(3, 0, 0);
        assertThat(reports).hasSize(1);
        nothingCame(1, 0, 0);
        assertThat(reports).hasSize(2);
    }

    @Test
    void countsAnewBehindAnEvent() {
        nothingCame(3, 0, 0);
        nothingCame(3, 1, 77);
        assertThat(reports).isEmpty();
        nothingCame(1, 1, 77);
        assertThat(reports).containsExactly("3 after 77");
    }

    @Test
    void eventsThatTheKernelLeavesOutAreSignsOfLife() {
        nothingCame(3, 1, 77);
        unseen = 5;
        nothingCame(1, 1, 77);
        assertThat(reports).as("some since the last report").isEmpty();
        nothingCame(2, 1, 77);
        assertThat(reports).isEmpty();
        nothingCame(1, 1, 77);
        assertThat(reports).containsExactly("3 after 77");
    }

    @Test
    void aSignOfLifeIsSeenWithinASecond() {
        monitor.follow(1000);
        nothingCame(900, 1, 77);
        unseen = 1;
        now += 1001 * MILLISECOND;
        nothingCame(1, 1, 77);
        nothingCame(999, 1, 77);
        assertThat(reports).as("counted anew").isEmpty();
        nothingCame(1, 1, 77);
        assertThat(reports).containsExactly("1000 after 77");
    }

    @Test
    void followsAnotherLimit() {
        monitor.follow(1);
        nothingCame(2, 5, 99);
        assertThat(reports).containsExactly("1 after 99");
    }

    @Test
    void countsALongSleepAsSoManyOfFalcosShortOnes() {
        nothingCame(1, 1, 77);
        now += 89 * MILLISECOND;
        nothingCame(1, 1, 77);
        assertThat(reports).as("three").isEmpty();
        now += 5 * MILLISECOND;
        nothingCame(1, 1, 77);
        assertThat(reports).as("four").containsExactly("3 after 77");

        now += 1000 * MILLISECOND;
        nothingCame(1, 2, 99);
        assertThat(reports).as("the time before the event does not count").hasSize(1);
    }
}
