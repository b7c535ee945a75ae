package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code syscall_event_drops.actions} asks for, alone and together, under a live engine that acts as if it lost an event a second. */
@Timeout(300)
class DropActionsLiveTest {
    private static final String LOST = "Falco internal: syscall event drop. 1 system calls dropped in last second.";

    private static final long THREE_SECONDS = 3_000;

    @TempDir
    Path folder;

    @Test
    void logAlertAndExitTogether() throws Exception {
        Machine.assumeRoot();
        try (EngineProcess engine = EngineProcess.start(folder, configuration("log, alert, exit"));
                Activity activity = new Activity(folder)) {
            activity.begin();
            assertThat(engine.await())
                    .as("the status of an engine that ends itself")
                    .isEqualTo(1);
            skipWithoutProbe(engine);
            assertThat(engine.err().lines().filter(line -> line.contains(LOST)))
                    .as("the action log, the reason of the action exit, and the sentence that it ends with")
                    .hasSize(3);
            assertThat(engine.err())
                    .contains("syscall_event_drops.actions asks to exit", "num times actions taken: 1\n");
            assertThat(engine.out().lines().filter(line -> line.contains(LOST)))
                    .singleElement()
                    .asString()
                    .contains(
                            "\"rule\":\"Falco internal: syscall event drop\"",
                            "\"priority\":\"Debug\"",
                            "\"n_drops\":\"1\"",
                            "\"n_drops_buffer_total\":\"0\"",
                            "\"ebpf_enabled\":\"1\"");
        }
    }

    @Test
    void logAndAlertGoOn() throws Exception {
        Machine.assumeRoot();
        try (EngineProcess engine = EngineProcess.start(folder, configuration("log, alert"));
                Activity activity = new Activity(folder)) {
            activity.begin();
            awaitOrSkip(engine, () -> count(engine.out()) >= 2 && count(engine.err()) >= 2);
            assertThat(engine.stop()).isZero();
            assertThat(count(engine.out()))
                    .as("an alert for each line of the log")
                    .isEqualTo(count(engine.err()));
        }
    }

    @Test
    void ignoreDoesNothing() throws Exception {
        Machine.assumeRoot();
        try (EngineProcess engine = EngineProcess.start(folder, configuration("ignore"));
                Activity activity = new Activity(folder)) {
            activity.begin();
            awaitOrSkip(engine, () -> engine.out().contains("activity"));
            long before = activity.rounds();
            engine.until(() -> activity.rounds() - before > THREE_SECONDS / Activity.PAUSE_MILLIS);
            assertThat(engine.stop()).isZero();
            assertThat(engine.err())
                    .containsPattern("event drop detected: [1-9]")
                    .doesNotContain(LOST);
            assertThat(engine.out()).doesNotContain(LOST);
        }
    }

    private static void awaitOrSkip(EngineProcess engine, EngineProcess.Condition condition) throws Exception {
        try {
            engine.until(condition);
        } catch (AssertionError e) {
            skipWithoutProbe(engine);
            throw e;
        }
    }

    private static void skipWithoutProbe(EngineProcess engine) throws Exception {
        Assumptions.assumeTrue(
                engine.err().contains("Opening 'syscall' source"), "no live probe on this machine: " + engine.err());
    }

    private static long count(String text) {
        return text.lines().filter(line -> line.contains(LOST)).count();
    }

    private String configuration(String actions) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), """
            - rule: Activity
              desc: The file that this test opens all the while.
              condition: evt.type in (open, openat, openat2) and fd.name = %s/activity
              output: activity
              priority: NOTICE
            """.formatted(folder));
        return """
            rules_files: [%s]
            log_stderr: true
            log_syslog: false
            log_level: debug
            json_output: true
            stdout_output: {enabled: true}
            webserver: {enabled: false}
            engine: {kind: modern_ebpf, modern_ebpf: {buf_size_preset: 6}}
            syscall_event_drops: {actions: [%s], rate: 1000, max_burst: 1000, simulate_drops: true}
            """.formatted(folder.resolve("rules.yaml"), actions);
    }

    /** A thread that opens a file some hundred times a second: the engine looks at its counters by the time of events. */
    private static final class Activity implements AutoCloseable {
        private static final long PAUSE_MILLIS = 5;

        private final AtomicBoolean going = new AtomicBoolean(true);
        private final Thread thread;
        private volatile long rounds;

        Activity(Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("activity"), "");
            thread = Thread.ofPlatform().unstarted(() -> {
                try {
                    while (going.get()) {
                        Files.readString(file);
                        rounds++;
                        Thread.sleep(PAUSE_MILLIS);
                    }
                } catch (IOException | InterruptedException e) {
                    if (going.get()) {
                        throw new IllegalStateException(e);
                    }
                }
            });
        }

        /** How often the file was opened, with five milliseconds at least between two times. */
        long rounds() {
            return rounds;
        }

        void begin() {
            thread.start();
        }

        @Override
        public void close() {
            going.set(false);
            thread.interrupt();
        }
    }
}
