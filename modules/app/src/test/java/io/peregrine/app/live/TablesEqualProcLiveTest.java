package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.config.BufferSettings;
import io.peregrine.config.EngineSettings;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.kernelfilter.FilterAnalysis;
import io.peregrine.kernelfilter.LeavingOut;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.Stages;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.TableInvariants;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes fork, execute, open and close while the engine starts, and while events are lost; when they stand still, the tables say what
 * /proc says. The system properties {@code peregrine.commotion.processes} and {@code .seconds} make it larger ({@code scripts/table-proof}).
 */
class TablesEqualProcLiveTest {
    private static final BufferSettings AMPLE = new BufferSettings(8, 0, 64);

    /** What loses events when nothing is read for a while. */
    private static final BufferSettings SMALL = new BufferSettings(1, 0, 0);

    private static final int PROCESSES = Integer.getInteger("peregrine.commotion.processes", 40);
    private static final int SECONDS = Integer.getInteger("peregrine.commotion.seconds", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("peregrine.commotion.patience", 60));

    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void compile() throws Exception {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")) && Files.isWritable(Path.of("/sys/fs/bpf")),
                "watching this machine needs root and a kernel with type information");
        Path source = folder.resolve("commotion.c");
        try (InputStream text = getClass().getResourceAsStream("commotion.c")) {
            Files.copy(text, source);
        }
        program = folder.resolve("commotion");
        Process compiler = new ProcessBuilder(
                        "cc", "-O1", "-pthread", "-D_GNU_SOURCE", "-o", program.toString(), source.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(compiler.getInputStream().readAllBytes());
        assertThat(compiler.waitFor()).as(complaints).isZero();
    }

    private Process commotion(int seconds) throws IOException {
        return new ProcessBuilder(
                        program.toString(),
                        "" + PROCESSES,
                        "" + seconds,
                        folder.toRealPath().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until half of the processes are there, so that the start falls into the middle of it. */
    private static void awaitCrowd(Process commotion) {
        while (commotion.children().count() < PROCESSES / 2) {
            assertThat(commotion.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    private static CompletableFuture<String> steady(Process commotion) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return commotion.inputReader().readLine();
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    /** Without iterators or with them, where arguments are taken, with a filter in the kernel or without. */
    @Retention(RetentionPolicy.RUNTIME)
    @CsvSource({
        "false, AUTO, false",
        "true, AUTO, false",
        "false, SYS_ENTER, false",
        "true, SYS_ENTER, false",
        "false, AUTO, true",
        "true, AUTO, true",
        "false, SYS_ENTER, true",
        "true, SYS_ENTER, true"
    })
    private @interface EachCombination {}

    @ParameterizedTest
    @EachCombination
    void saysWhatProcSaysAfterAStartAmongBusyProcesses(
            boolean withoutIterators, EngineSettings.Entry entry, boolean filtered) throws Exception {
        Process commotion = commotion(SECONDS);
        CompletableFuture<String> steady = steady(commotion);
        try {
            awaitCrowd(commotion);
            try (ProbeLoading loading = ProbeLoading.start(engine(AMPLE, withoutIterators, entry), 80);
                    OpenSource source = open(loading, engine(AMPLE, withoutIterators, entry))) {
                leaveOut(source, filtered);
                await(source, commotion.pid(), steady, filtered);
            }
        } finally {
            commotion.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EachCombination
    void saysWhatProcSaysAfterEventsWereLost(boolean withoutIterators, EngineSettings.Entry entry, boolean filtered)
            throws Exception {
        EngineSettings engine = engine(SMALL, withoutIterators, entry);
        try (ProbeLoading loading = ProbeLoading.start(engine, 80);
                OpenSource source = open(loading, engine)) {
            leaveOut(source, filtered);
            Process commotion = commotion(SECONDS);
            CompletableFuture<String> steady = steady(commotion);
            try {
                assertThat(steady.get())
                        .as("nothing is read until all stand still")
                        .startsWith("steady");
                long lost = DropReports.counts(source.probe().orElseThrow().counters())
                        .drops();
                assertThat(lost).as("lost events").isPositive();
                await(source, commotion.pid(), steady, filtered);
            } finally {
                commotion.destroyForcibly();
            }
        }
    }

    /** Leaves out what may be left out where no rule wants anything. */
    private static void leaveOut(OpenSource source, boolean filtered) throws SourceException {
        if (filtered) {
            RuleSet none = RuleSet.plan(
                    List.of(),
                    Map.of("syscall", BuiltinFields.syscall(FieldSettings.DEFAULT)),
                    new ValueText(BufferFormat.DOTS));
            LeavingOut leaving = FilterAnalysis.of(none, SyscallSets.state(), FilterAnalysis.Readers.RULES_ALONE);
            source.probe().orElseThrow().leaveOut(leaving.filter());
        }
    }

    private static EngineSettings engine(BufferSettings buffers, boolean withoutIterators, EngineSettings.Entry entry) {
        return new EngineSettings(EngineSettings.Kind.MODERN_EBPF, buffers, false, withoutIterators, entry, "");
    }

    private OpenSource open(ProbeLoading loading, EngineSettings engine) throws SourceException {
        List<String> notes = new ArrayList<>();
        OpenSource source = LiveMachine.open(
                engine,
                loading,
                SyscallSets.state(),
                LiveMachine.TableStart.of(StateSettings.DEFAULT),
                (level, message) -> notes.add(message));
        assertThat(notes).isEmpty();
        return source;
    }

    /** Follows the events until all processes stand still and the tables are right. */
    private static void await(OpenSource source, long session, CompletableFuture<String> steady, boolean filtered)
            throws Exception {
        StateTables tables = source.context().tables();
        ProcComparison.Crowd crowd = new ProcComparison.Crowd(session, filtered);
        Awaiting awaiting = new Awaiting(tables, source.machine().orElseThrow().care(tables), crowd, steady);
        Pipeline pipeline = new Pipeline(source.feed(), Stages.NONE, Assertions::fail);
        pipeline.addIdleChore(() -> {
            if (awaiting.useIdleTime()) {
                pipeline.wake();
            }
        });
        pipeline.endWhen(awaiting::isOver);
        pipeline.run();
        assertThat(pipeline.failures().count()).isZero();
        assertThat(awaiting.differences()).as(awaiting.text()).isEmpty();
        assertThat(TableInvariants.violations(tables)).isEmpty();
        System.out.println(awaiting.text());
    }

    /** Compares when nothing waits to be read, until it is right or patience ends. */
    private static final class Awaiting {
        private static final long BETWEEN = Duration.ofMillis(1000).toNanos();

        private final StateTables tables;
        private final TableCare care;
        private final ProcComparison.Crowd crowd;
        private final CompletableFuture<String> steady;
        private List<String> differences = List.of("Nothing was compared.");
        private String extent = "";
        private boolean idle;
        private long steadySince;
        private long nextLook;

        Awaiting(StateTables tables, TableCare care, ProcComparison.Crowd crowd, CompletableFuture<String> steady) {
            this.tables = tables;
            this.care = care;
            this.crowd = crowd;
            this.steady = steady;
        }

        List<String> differences() {
            return differences;
        }

        String text() {
            return extent + " equal "
                    + Duration.ofNanos(System.nanoTime() - steadySince).toMillis()
                    + " ms after all stood still; "
                    + tables.counters().samples().stream()
                            .filter(sample -> sample.name().matches("n_healed.*|n_reconc.*"))
                            .toList();
        }

        boolean useIdleTime() {
            idle = true;
            return care.useIdleTime();
        }

        boolean isOver() {
            care.run();
            long now = System.nanoTime();
            if (!idle || !steady.isDone() || now < nextLook) {
                idle = false;
                return false;
            }
            idle = false;
            steadySince = steadySince == 0 ? now : steadySince;
            ProcComparison comparison = new ProcComparison(tables, crowd);
            try {
                differences = comparison.differences();
            } catch (IOException e) {
                differences = List.of(e.toString());
            }
            extent = comparison.extent();
            nextLook = System.nanoTime() + BETWEEN;
            return differences.isEmpty() || now - steadySince >= PATIENCE.toNanos();
        }
    }
}
