package io.peregrine.kernelfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.SourceException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two engines watch the same random workload at once, one under a filter and one without, and give the same alerts, thread by thread with all their texts. From
 * round to round the rules change, and with them the filter, without a stop.
 */
class SameAlertsLiveTest {
    private static final int ROUNDS = Integer.getInteger("peregrine.test.rounds", 8);
    private static final int RULES = 5;
    private static final int STEPS = 600;
    private static final long SEED = Long.getLong("peregrine.test.seed", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("peregrine.test.patience", 60));

    /** What the workload names, and what is near it. */
    private static final List<String> PATHS = List.of(
            "/etc/passwd",
            "/etc/shadow",
            "/nowhere",
            "/nowhere/else",
            "/nowhere/x",
            "/etc/nothing",
            "/tmp/none.key",
            "/dev/null",
            "/root/.ssh/none",
            "/usr/bin/none",
            "/etc/hosts",
            "a",
            "b/a",
            "/proc/self/comm",
            "/x/id.key",
            "/x/log");

    /** Matches at events of every kind that may look at descriptors, or copy them. */
    private static final String LOOKING =
            "evt.type in (dup2, fcntl, fchdir, execve, clone, clone3, fork, vfork, procexit, unlinkat, socket, connect, fcntl, mkdir, chdir)";

    @TempDir
    Path folder;

    @Test
    void ofRandomRules() throws Exception {
        Path program = program();
        RandomRules random = new RandomRules(SEED, PATHS);
        long alerts = 0;
        try (LiveEngine whole = open();
                LiveEngine filtered = open()) {
            for (int round = 0; round < ROUNDS; round++) {
                ToyRules rules = new ToyRules();
                boolean untilNeeded = round % 2 == 0;
                if (untilNeeded) {
                    assertThat(rules.add("proc.name = kernelfilter-wk and (" + LOOKING + ")"))
                            .isTrue();
                }
                for (int made = 0; made < RULES; ) {
                    String condition = "proc.name = kernelfilter-wk and (" + random.next() + ")";
                    made += (!untilNeeded || ToyRules.letsOpensBeLeftOut(condition)) && rules.add(condition) ? 1 : 0;
                }
                LeavingOut leaving = rules.leavingOut();
                filtered.leaveOut(leaving);
                whole.judgeBy(rules.plan());
                filtered.judgeBy(rules.plan());
                run(program, SEED + round, whole, filtered);
                assertThat(whole.lost() + filtered.lost()).as("lost events").isZero();
                assertThat(filtered.alerts())
                        .as("round %d: %s", round, leaving.words())
                        .isEqualTo(whole.alerts());
                alerts += whole.alerts().size();
            }
            assertThat(filtered.leftOut()).as("events left out").isPositive();
            assertThat(filtered.leftOut("close")).as("closes left out").isPositive();
            assertThat(whole.leftOut()).isZero();
            assertThat(alerts).as("threads with alerts").isPositive();
        }
    }

    private void run(Path program, long seed, LiveEngine... engines) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work" + seed));
        Files.copy(program, work.resolve("kernelfilter-wk"), StandardCopyOption.COPY_ATTRIBUTES);
        Process process = new ProcessBuilder(
                        program.toString(), Long.toString(seed), Integer.toString(STEPS), work.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean[] ended = new boolean[engines.length];
        for (int open = engines.length; open > 0; ) {
            assertThat(System.nanoTime()).as("the workload ends in time").isLessThan(deadline);
            for (int i = 0; i < engines.length; i++) {
                if (!ended[i] && engines[i].step(process.pid())) {
                    ended[i] = true;
                    open--;
                }
            }
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static LiveEngine open() {
        try {
            return LiveEngine.open();
        } catch (SourceException e) {
            return Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
    }

    private Path program() throws Exception {
        Path source = folder.resolve("work.c");
        try (InputStream text = getClass().getResourceAsStream("work.c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("kernelfilter-wk");
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-O1",
                        "-static",
                        "-pthread",
                        "-D_GNU_SOURCE",
                        "-o",
                        program.toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(compiler.getInputStream().readAllBytes());
        assertThat(compiler.waitFor()).as(complaints).isZero();
        return program;
    }
}
