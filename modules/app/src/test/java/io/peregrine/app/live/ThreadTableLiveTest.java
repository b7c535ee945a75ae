package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.config.BufferSettings;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.Compatibility;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.Stages;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings {@code falco_libs.thread_table_*} of a live source. */
class ThreadTableLiveTest {
    private static final EngineSettings ENGINE = new EngineSettings(
            EngineSettings.Kind.MODERN_EBPF, new BufferSettings(4, 0, 64), false, false, EngineSettings.Entry.AUTO, "");
    private static final long OWN = ProcessHandle.current().pid();
    private static final long SECOND = 1_000_000_000L;

    @BeforeEach
    void needRoot() {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")) && Files.isWritable(Path.of("/sys/fs/bpf")),
                "watching this machine needs root and a kernel with type information");
    }

    private static OpenSource open(BitSet calls, StateSettings settings) throws Exception {
        try (ProbeLoading loading = ProbeLoading.start(ENGINE, 80)) {
            return LiveMachine.open(
                    ENGINE, loading, calls, LiveMachine.TableStart.of(settings), (level, message) -> {});
        }
    }

    private static long counter(StateTables tables, String name) {
        return tables.counters().samples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void aFullTableRefusesCountsAndStillKnowsItsOwnProcess() throws Exception {
        StateSettings small = new StateSettings(5, 64L << 20, 300 * SECOND, 300 * SECOND, OWN, "", Compatibility.RIGHT);
        try (OpenSource source = open(SyscallSets.state(), small)) {
            StateTables tables = source.context().tables();
            assertThat(counter(tables, "n_drops_full_threadtable")).isPositive();
            assertThat(tables.threads().find(OWN).isNone()).isFalse();
            long before = counter(tables, "n_drops_full_threadtable");
            new ProcessBuilder("true").start().waitFor();
            follow(source, now -> counter(now, "n_drops_full_threadtable") > before);
        }
    }

    @Test
    void aThreadWhoseEndWasMissedIsPurgedWhenItHasMadeNoEventForTheTimeout() throws Exception {
        BitSet calls = SyscallSets.state();
        calls.andNot(SyscallSets.processExit());
        StateSettings quick = new StateSettings(262_144, 64L << 20, SECOND, SECOND, OWN, "", Compatibility.RIGHT);
        Process sleeper = new ProcessBuilder("sleep", "1000").start();
        try (OpenSource source = open(calls, quick)) {
            follow(source, now -> !now.threads().find(sleeper.pid()).isNone());
            sleeper.destroyForcibly().waitFor();
            follow(source, now -> now.threads().find(sleeper.pid()).isNone());
        } finally {
            sleeper.destroyForcibly();
        }
    }

    /** Follows the events, of which there are some because of a process that is started now and then, until a condition holds. */
    private static void follow(OpenSource source, Predicate<StateTables> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        StateTables tables = source.context().tables();
        Pipeline pipeline = new Pipeline(source.feed(), Stages.NONE, Assertions::fail);
        pipeline.addIdleChore(() -> {
            try {
                new ProcessBuilder("true").start();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        pipeline.endWhen(() -> System.nanoTime() >= end || condition.test(tables));
        pipeline.run();
        assertThat(pipeline.failures().count()).isZero();
        assertThat(condition.test(tables)).isTrue();
    }
}
