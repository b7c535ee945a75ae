package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.state.Accounts;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.scan.ProcessScan;
import io.peregrine.state.scan.Reconciliation;
import io.peregrine.state.scan.ScanSink;
import io.peregrine.state.scan.SystemLook;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When the tables are held against the system. */
class TableCareTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = 1000 * SECOND;
    private long lost;
    private int begun;
    private SystemLook system = new EmptySystem();
    private final TableCare care = new TableCare(() -> lost, () -> now, this::begin);

    private Reconciliation begin() {
        begun++;
        StateTables tables = new StateTables(StateSettings.DEFAULT, ProcessScan.NONE, Accounts.NONE);
        return new Reconciliation(tables, system, () -> now);
    }

    private void pass(double seconds) {
        long end = now + (long) (seconds * SECOND);
        while (now < end) {
            now += SECOND / 20;
            care.run();
        }
    }

    @Test
    void looksOnceAfterTheStartAndThenNotAgain() {
        pass(0.9);
        assertThat(begun).isZero();
        pass(300);
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void looksWhenNoMoreIsLost() {
        pass(5);
        for (int i = 0; i < 5; i++) {
            lost += 100;
            pass(1);
        }
        assertThat(begun).as("while events are being lost").isEqualTo(1);
        pass(2.1);
        assertThat(begun).isEqualTo(2);
        pass(300);
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void looksNowAndThenWhileLossesGoOn() {
        pass(5);
        for (int i = 0; i < 60; i++) {
            lost++;
            pass(1);
        }
        assertThat(begun).isBetween(5, 8);
    }

    @Test
    void asksForIdleTimeUntilEverythingWasLookedAt() {
        AtomicInteger asked = new AtomicInteger();
        system = new EmptySystem() {
            @Override
            public long[] processes() {
                return LongStream.range(1, 200).toArray();
            }

            @Override
            public Portions threads(long pid) {
                asked.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                return new NoPortions();
            }
        };
        assertThat(care.useIdleTime()).as("nothing has begun").isFalse();
        now += 2 * SECOND;
        care.run();

        int more = 0;
        while (care.useIdleTime()) {
            more++;
        }

        assertThat(more).as("slices that left something").isPositive();
        assertThat(asked).hasValue(199);
        assertThat(care.useIdleTime()).isFalse();
    }

    private record NoPortions() implements SystemLook.Portions {
        @Override
        public boolean next(ScanSink sink) {
            return false;
        }

        @Override
        public void close() {}
    }

    /** A system without processes. */
    private static class EmptySystem implements SystemLook {
        @Override
        public long[] processes() {
            return new long[0];
        }

        @Override
        public Portions threads(long pid) {
            throw new AssertionError("there are none");
        }

        @Override
        public void lookUpDescriptors(long pid, ScanSink sink) {}

        @Override
        public boolean isThere(long tid) {
            return false;
        }
    }
}
