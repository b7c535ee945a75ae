package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** More events than the rings hold. */
class OverloadLiveTest {
    private static final int SMALL_RING = 1 << 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.peregrine.probe.Live#placesWithoutAndWithFilter")
    void countsEveryEventThatItLoses(EntryWay.Place place, boolean filtered) throws Exception {
        ProbeSpec spec = new ProbeSpec(Live.calls("dup", "close"), SMALL_RING, 0, 0, false).withOverflow(0);
        Path program = Live.compile(folder, "churn");
        try (Live live = Live.open(spec, place)) {
            live.probe().leaveOut(filtered ? LiveFilters.wantingNothing() : KernelFilterTerms.NONE);
            assertThat(new ProcessBuilder(program.toString(), "20000").start().waitFor())
                    .isZero();
            live.probe().watch(Set.of());
            long seen = live.drain();

            ProbeCounters counters = live.probe().counters();
            assertThat(seen).isPositive();
            assertThat(counters.get(Counter.DROPPED)).isGreaterThan(30_000);
            assertThat(counters.get(Counter.EVENTS)).isEqualTo(seen + counters.get(Counter.DROPPED));
            assertThat(counters.get(Counter.DROPPED_CLOSE) + counters.get(Counter.DROPPED_DIR_FILE))
                    .isEqualTo(counters.get(Counter.DROPPED));
            assertThat(counters.get(Counter.NO_PROGRAM)).isZero();

            live.probe().watch(Live.calls("dup", "close", "clone3", "clone", "vfork", "execve", "sched_process_exit"));
            List<SeenEvent> after = live.run(new ProcessBuilder(program.toString(), "100"));
            assertThat(after.stream().filter(event -> event.code() == EventCodes.SYSCALL_DUP_1_X))
                    .as("the ring works on")
                    .hasSizeGreaterThanOrEqualTo(100);
        }
    }

    @ParameterizedTest
    @MethodSource("io.peregrine.probe.Live#placesWithoutAndWithFilter")
    void accountsForWhatManyProducersMakeWhileItReads(EntryWay.Place place, boolean filtered) throws Exception {
        ProbeSpec spec = new ProbeSpec(Live.calls("dup", "close", "openat"), SMALL_RING, 1, 0, false);
        Path program = Live.compile(folder, "churn");
        try (Live live = Live.open(spec, place)) {
            live.probe().leaveOut(filtered ? LiveFilters.wantingNothing() : KernelFilterTerms.NONE);
            Process producers = new ProcessBuilder(program.toString(), "10000", "8").start();
            long seen = 0;
            while (producers.isAlive()) {
                seen += live.drain();
            }
            live.probe().watch(Set.of());
            seen += live.drain();

            ProbeCounters counters = live.probe().counters();
            assertThat(producers.waitFor()).isZero();
            assertThat(counters.get(Counter.EVENTS)).isGreaterThanOrEqualTo(8 * 2 * 10_000);
            assertThat(counters.get(Counter.EVENTS))
                    .as("what the kernel made: %d seen, %d lost", seen, counters.get(Counter.DROPPED))
                    .isEqualTo(seen + counters.get(Counter.DROPPED) + counters.get(Counter.TOO_LARGE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsNothingOfItsOwnProcess(EntryWay.Place place) throws Exception {
        try (Live live = Live.open(ProbeSpec.of(Live.calls("openat")), place)) {
            long own = ProcessHandle.current().pid();
            for (int i = 0; i < 100; i++) {
                assertThat(folder.resolve("missing" + i).toFile().createNewFile())
                        .isTrue();
            }
            live.probe().watch(Set.of());

            assertThat(live.threads())
                    .as("the threads of process %d", own)
                    .noneMatch(thread -> Path.of("/proc/self/task", thread.toString())
                            .toFile()
                            .exists());
            assertThat(live.probe().counters().get(Counter.OWN)).isGreaterThanOrEqualTo(100);
        }
    }
}
