package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay whose standard output cannot be written. */
class FullStandardOutputTest {
    @TempDir
    private Path dir;

    private Engine.Result replay(String more) throws IOException {
        Path rules = Files.writeString(
                dir.resolve("rules.yaml"),
                "- {rule: r, desc: d, condition: evt.type = openat, output: 'o %fd.name', priority: INFO}\n");
        Path configuration = Files.writeString(
                dir.resolve("c.yaml"), Engine.replay(Engine.golden("captures/syscalls.scap.gz")) + more);
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            return Engine.run(List.of("-c", configuration.toString(), "-r", rules.toString()), Map.of(), full);
        }
    }

    @Test
    void otherOutputsGetAllAlerts() throws Exception {
        Path alerts = dir.resolve("alerts");
        Engine.Result result = replay("log_stderr: true\nfile_output: {enabled: true, filename: " + alerts + "}\n");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readAllLines(alerts)).hasSizeGreaterThan(100);
        assertThat(result.err()).containsOnlyOnce("The output 'stdout' failed").contains("The summary is missing");
    }

    @Test
    void withoutAnotherOutputTheRunFails() throws Exception {
        Engine.Result result = replay("");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("No output worked at the end");
    }
}
