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
import org.junit.jupiter.api.Test;

/** When the tables are held against the system. */
class TableCareTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = 1000 * SECOND;
    private long lost;
    private int begun;
    private final TableCare care = new TableCare(() -> lost, () -> now, this::begin);

    private Reconciliation begin() {
        begun++;
        StateTables tables = new StateTables(StateSettings.DEFAULT, ProcessScan.NONE, Accounts.NONE);
        return new Reconciliation(tables, new EmptySystem(), () -> now);
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

    /** A system without processes. */
    private static final class EmptySystem implements SystemLook {
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
