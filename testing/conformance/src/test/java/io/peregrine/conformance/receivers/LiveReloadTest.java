package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reloads of a live engine while files with numbers for names are opened without a pause: every number is alerted once. The number of reloads is
 * the property {@code peregrine.test.reloads}, 5 without it.
 */
@Timeout(600)
class LiveReloadTest {
    private static final int RELOADS = Integer.getInteger("peregrine.test.reloads", 5);
    private static final Pattern NUMBER = Pattern.compile("witness-([0-9]+)\\b");

    /** Between two files: some thousands a second, so that the output stays small. */
    private static final long PAUSE_NANOS = 200_000;

    @TempDir
    Path folder;

    private final AtomicBoolean opening = new AtomicBoolean(true);
    private volatile long opened;

    @Test
    void noEventIsLostByReloadsUnderLoad() throws Exception {
        Machine.assumeRoot();
        writeRules(0);
        String configuration = configuration(false);
        try (EngineProcess engine = EngineProcess.start(folder, configuration, "-v")) {
            awaitWatch(engine);
            Thread load = Thread.ofPlatform().start(this::open);
            for (int i = 1; i <= RELOADS; i++) {
                int reloads = i;
                writeRules(i);
                Files.writeString(folder.resolve("next.yaml"), configuration(i % 2 == 1));
                Files.move(
                        folder.resolve("next.yaml"), folder.resolve("peregrine.yaml"), StandardCopyOption.ATOMIC_MOVE);
                engine.hangUp();
                engine.until(() -> count(engine.err(), "were reloaded") >= reloads);
            }
            opening.set(false);
            load.join();
            engine.until(() -> engine.out().contains("witness-" + opened));
            assertThat(engine.stop()).as(engine.err()).isZero();
            assertThat(count(engine.err(), "were reloaded")).isEqualTo(RELOADS);
            Assumptions.assumeTrue(
                    engine.err().contains("Driver Drops:0\n"), "the kernel dropped events: this machine is too busy");
            assertThat(NUMBER.matcher(engine.out()).results().mapToLong(found -> Long.parseLong(found.group(1))))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, opened).boxed().toList());
        }
    }

    private void awaitWatch(EngineProcess engine) throws Exception {
        Path ready = Files.writeString(folder.resolve("ready-file"), "");
        try {
            engine.until(() -> {
                Files.readString(ready);
                return engine.out().contains("ready-file");
            });
        } catch (AssertionError e) {
            Assumptions.abort("no live probe on this machine: " + engine.err());
        }
    }

    private void open() {
        try {
            while (opening.get()) {
                long next = opened + 1;
                Files.createFile(folder.resolve("witness-" + next));
                Files.delete(folder.resolve("witness-" + next));
                opened = next;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeRules(int turn) throws Exception {
        Files.writeString(folder.resolve("next"), """
            - rule: Numbered file opened
              desc: Files of this test.
              condition: evt.type in (open, openat, openat2) and (fd.name startswith %1$s/witness or fd.name startswith %1$s/ready)
              output: turn %2$d %%fs.path.name.
              priority: NOTICE
            """.formatted(folder, turn));
        Files.move(folder.resolve("next"), folder.resolve("rules.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String configuration(boolean json) {
        return """
            rules_files: [%s]
            log_stderr: true
            log_syslog: false
            stdout_output: {enabled: true}
            webserver: {enabled: false}
            engine: {kind: modern_ebpf, modern_ebpf: {buf_size_preset: 6}}
            base_syscalls: {custom_set: [open, openat, openat2, clone, clone3, fork, vfork, execve, procexit]}
            watch_config_files: false
            json_output: %s
            json_include_output_fields_property: false
            """.formatted(folder.resolve("rules.yaml"), json);
    }

    private static long count(String text, String words) {
        return text.lines().filter(line -> line.contains(words)).count();
    }
}
