package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are renamed while the engine runs, and those that it renames itself; its own figures are the alerts. */
@Timeout(300)
class RotationFromOutsideTest {
    @TempDir
    Path folder;

    private EngineProcess start(String more) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: None
                  desc: Nothing.
                  condition: evt.type = openat and fd.name = /nonexistent
                  output: none
                  priority: NOTICE
                """);
        return EngineProcess.start(folder, """
                engine: {kind: nodriver}
                rules_files: [%s]
                log_stderr: true
                log_syslog: false
                json_output: true
                webserver: {enabled: false}
                watch_config_files: false
                %s
                """.formatted(rules, more));
    }

    private static boolean hasLines(Path file, int count) throws IOException {
        return Files.exists(file) && Files.readAllLines(file).size() >= count;
    }

    @Test
    void aSignalReopensTheFileAndStartsTheProgramAnew() throws Exception {
        Path file = folder.resolve("alerts");
        Path starts = folder.resolve("starts");
        try (EngineProcess engine = start("""
                metrics: {enabled: true, interval: 100ms, output_rule: true}
                file_output: {enabled: true, keep_alive: true, filename: %s}
                program_output: {enabled: true, keep_alive: true, program: 'echo start >>%s; cat >/dev/null'}
                """.formatted(file, starts))) {
            engine.until(() -> hasLines(file, 2) && hasLines(starts, 1));
            Path renamed = Files.move(file, folder.resolve("alerts.old"));
            engine.until(() -> hasLines(renamed, 4));
            assertThat(file).doesNotExist();
            engine.signal("USR1");
            engine.until(() -> hasLines(file, 2) && hasLines(starts, 2));
            List<String> old = Files.readAllLines(renamed);
            assertThat(Stream.concat(old.stream(), Files.readAllLines(file).stream()))
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(engine.stop()).as(engine.err()).isZero();
            assertThat(Files.readAllLines(renamed)).isEqualTo(old);
            assertThat(Files.readAllLines(starts)).hasSize(2);
        }
    }

    @Test
    void theMetricsFileIsRotatedAndTheOldestGo() throws Exception {
        Path file = folder.resolve("metrics");
        try (EngineProcess engine = start("""
                stdout_output: {enabled: true}
                metrics: {enabled: true, interval: 100ms, output_file: %s, rotate: {max_age: 250ms, max_files: 2}}
                """.formatted(file))) {
            engine.until(() -> hasLines(folder.resolve("metrics.2"), 1) && hasLines(folder.resolve("metrics.1"), 1));
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
        assertThat(folder.resolve("metrics.3")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("metrics.1")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{") && line.contains("\"falco.version\""));
    }
}
