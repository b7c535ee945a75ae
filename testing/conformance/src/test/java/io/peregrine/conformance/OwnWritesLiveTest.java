package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule on every write whose alerts are themselves written to a file. */
class OwnWritesLiveTest {
    private static final int WRITES = 300;

    @TempDir
    Path folder;

    @Test
    void everyWriteOfOthersIsReportedAndNoneOfPeregrineItself() throws Exception {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")) && Files.isWritable(Path.of("/sys/fs/bpf")),
                "watching this machine needs root and a kernel with type information");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: Write
                  desc: Every write.
                  condition: evt.type = write
                  output: pid=%proc.pid parent=%proc.ppid
                  priority: WARNING
                """);
        Path config = Files.writeString(folder.resolve("peregrine.yaml"), """
                rules_files: [%s]
                base_syscalls: {all: true}
                stdout_output: {enabled: false}
                log_syslog: false
                webserver: {enabled: false}
                file_output: {enabled: true, filename: %s/alerts}
                """.formatted(rules, folder));
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "read go; i=0; while [ $i -lt " + WRITES + " ]; do echo x; i=$((i+1)); done; read stop")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Process ticking = new ProcessBuilder("sh", "-c", "while :; do echo x; sleep 0.1; done")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long own = ProcessHandle.current().pid();
        try {
            Thread starter = Thread.startVirtualThread(() -> letGo(child, folder.resolve("alerts")));
            Engine.Result run = Engine.run(List.of("-c", config.toString(), "-M", "8"), Map.of());
            starter.join();
            assertThat(run.exit()).as(run.err()).isZero();
        } finally {
            child.destroyForcibly();
            ticking.destroyForcibly();
        }

        List<String> alerts = Files.readAllLines(folder.resolve("alerts"));
        assertThat(alerts).noneMatch(line -> line.contains("pid=" + own + " "));
        assertThat(alerts.stream().filter(line -> line.contains("pid=" + child.pid() + " parent=" + own)))
                .as("the writes of a child of Peregrine's own process")
                .hasSizeGreaterThanOrEqualTo(WRITES);
    }

    /** Lets the child write when the engine has reported a write, one of the ticking process's. */
    private static void letGo(Process child, Path file) {
        try {
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.sleep(50);
            }
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
