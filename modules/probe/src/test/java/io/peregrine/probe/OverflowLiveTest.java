package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A producer that makes twice what a ring holds beside a reader that takes a part of it meanwhile. */
class OverflowLiveTest {
    /** Three quarters of it are filled in 0.4 seconds: for so long nobody waits for a processor, even where other tests run. */
    private static final int RING = 64 << 20;

    private static final String ROUNDS = "700000";
    private static final Duration PAUSE = Duration.ofNanos(5_000);

    @TempDir
    private Path folder;

    /** As when an engine starts and fills its tables first. */
    @Test
    void losesNothingBeforeTheFirstReading() throws Exception {
        Path program = Live.compile(folder, "churn");
        ProbeSpec spec = new ProbeSpec(Live.calls("dup", "close"), RING, 0, 0, false).withOverflow(256 << 20);
        try (Live live = Live.open(spec)) {
            assertThat(new ProcessBuilder(program.toString(), ROUNDS).start().waitFor())
                    .isZero();
            live.probe().watch(Set.of());
            long seen = live.drain();

            ProbeCounters counters = live.probe().counters();
            assertThat(counters.get(Counter.DROPPED)).isZero();
            assertThat(counters.get(Counter.EVENTS)).isEqualTo(seen).isGreaterThan(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 256 << 20})
    void losesNothingWhereThereIsMemory(long overflowBytes) throws Exception {
        Path program = Live.compile(folder, "churn");
        ProbeSpec spec = new ProbeSpec(Live.calls("dup", "close"), RING, 0, 0, false).withOverflow(overflowBytes);
        try (Live live = Live.open(spec)) {
            Process producer = new ProcessBuilder(program.toString(), ROUNDS).start();
            long seen = live.readSlowly(producer, PAUSE);
            assertThat(producer.waitFor()).isZero();
            live.probe().watch(Set.of());
            seen += live.drain();

            ProbeCounters counters = live.probe().counters();
            long dropped = counters.get(Counter.DROPPED);
            assertThat(counters.get(Counter.EVENTS)).isEqualTo(seen + dropped).isGreaterThan(1_000_000);
            Assumptions.assumeTrue(
                    overflowBytes > 0 || dropped > 0, "this machine makes events too slowly to fill a ring");
            assertThat(dropped == 0).as("%d dropped", dropped).isEqualTo(overflowBytes > 0);
            OverflowFigures figures = live.probe().overflowFigures();
            assertThat(figures.heldBytes()).as("nothing is kept").isZero();
            assertThat(figures.events() > 0).isEqualTo(overflowBytes > 0);
        }
    }
}
