package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.event.SourceException;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.schema.SyscallTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one set of rules to the next the kernel leaves out what the rules in force do not want, and nothing while one takes over from the other. */
class KernelReportingLiveTest {
    private static final int OPENAT =
            SyscallTable.byName("openat").orElseThrow().id();
    private static final String SUCCESS = "evt.type = openat and evt.failed = false and proc.name = x";
    private static final String FAILURE = "evt.type = openat and evt.failed = true and proc.name = x";

    @TempDir
    Path folder;

    private final List<String> words = new ArrayList<>();

    @Test
    void followsReloads() throws Exception {
        try (ProbeSource source = open()) {
            KernelReporting reporting =
                    new KernelReporting(source.probe(), new KernelReporting.Told((level, line) -> {}, words::add));
            settle(prepare(reporting, SUCCESS, ""));
            assertThat(words).anyMatch(line -> line.startsWith("Left out in the kernel when they failed: "));
            assertThat(leftOutNow(source.probe())).isPositive();

            ReloadPart.Change next = prepare(reporting, FAILURE, "");
            assertThat(leftOutNow(source.probe()))
                    .as("while the next rules are prepared")
                    .isPositive();
            next.apply();
            assertThat(leftOutNow(source.probe()))
                    .as("between two sets of rules")
                    .isZero();
            next.settle();
            assertThat(leftOutNow(source.probe()))
                    .as("rules that want failures")
                    .isZero();

            settle(prepare(reporting, SUCCESS, "engine: {kernel_filter: off}"));
            assertThat(words.getLast()).isEqualTo("Nothing is left out in the kernel: engine.kernel_filter is off.");
            assertThat(leftOutNow(source.probe())).as("without a filter").isZero();

            settle(prepare(reporting, SUCCESS, ""));
            prepare(reporting, FAILURE, "").discard();
            assertThat(leftOutNow(source.probe()))
                    .as("after a reload that failed")
                    .isPositive();
        }
    }

    private ReloadPart.Change prepare(KernelReporting reporting, String condition, String settings) throws Exception {
        WrittenRules written = new WrittenRules(folder);
        Configuration configuration = written.configuration(condition, settings);
        return reporting.prepare(
                written.load(configuration), configuration, new KernelReporting.Readers(List.of(), name -> false));
    }

    private static void settle(ReloadPart.Change change) {
        change.apply();
        change.settle();
    }

    /** How many opens are left out while a program opens what is not there. */
    private static long leftOutNow(Probe probe) throws Exception {
        long before = probe.leftOut().getOrDefault(OPENAT, 0L);
        int status = new ProcessBuilder("cat", "/nowhere/at/all")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isNotZero();
        return probe.leftOut().getOrDefault(OPENAT, 0L) - before;
    }

    private static ProbeSource open() {
        try {
            return Probe.open(ProbeSpec.of(Set.of()));
        } catch (SourceException e) {
            return Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
    }
}
