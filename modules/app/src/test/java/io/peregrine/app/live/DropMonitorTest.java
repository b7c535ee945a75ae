package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.config.DropSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DropMonitorTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<KernelCounts> reported = new ArrayList<>();
    private int suppressed;
    private KernelCounts counts = KernelCounts.NONE;

    private DropMonitor monitor(double threshold, double rate, double burst, boolean simulate) {
        DropSettings settings = new DropSettings(threshold, Set.of(), rate, burst, simulate, 1000);
        return new DropMonitor(settings, () -> counts, new DropMonitor.Reports() {
            @Override
            public void dropped(long time, KernelCounts lost) {
                reported.add(lost);
            }

            @Override
            public void simulated() {}

            @Override
            public void suppressed() {
                suppressed++;
            }
        });
    }

    private void count(long events, long drops) {
        counts = new KernelCounts(
                counts.events() + events, counts.drops() + drops, counts.buffer() + drops, counts.byCategory(), 0);
    }

    @Test
    void reportsAShareAboveTheThresholdInAWindowOfASecond() {
        DropMonitor monitor = monitor(0.1, 1, 1, false);
        monitor.eventAt(SECOND);
        count(100, 11);
        monitor.eventAt(2 * SECOND);
        assertThat(reported).isEmpty();

        monitor.eventAt(2 * SECOND + 1);

        assertThat(reported).hasSize(1);
        assertThat(reported.getFirst().drops()).isEqualTo(11);
        assertThat(reported.getFirst().events()).isEqualTo(100);
    }

    @Test
    void aShareAtTheThresholdIsNotReported() {
        DropMonitor monitor = monitor(0.1, 1, 1, false);
        monitor.eventAt(SECOND);
        count(100, 10);
        monitor.eventAt(3 * SECOND);

        assertThat(reported).isEmpty();
        assertThat(monitor.detected()).isZero();
    }

    @Test
    void theBucketLimitsReportsAndFillsWithEventTime() {
        DropMonitor monitor = monitor(0.1, 0.25, 1, false);
        monitor.eventAt(SECOND);
        for (int second = 3; second <= 9; second += 2) {
            count(100, 50);
            monitor.eventAt(second * SECOND);
        }

        assertThat(monitor.detected()).isEqualTo(4);
        assertThat(monitor.reported()).isEqualTo(2);
        assertThat(suppressed).isEqualTo(2);
    }

    @Test
    void aSimulationReportsWithoutALoss() {
        DropMonitor monitor = monitor(1, 1, 1, true);
        monitor.eventAt(SECOND);
        count(10, 0);
        monitor.eventAt(3 * SECOND);

        assertThat(reported).hasSize(1);
    }
}
