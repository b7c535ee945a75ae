package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The settings and rule keys of captures, from the command line to the files. */
class CaptureOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
        - rule: other
          desc: A rule that starts nothing.
          condition: evt.type = openat and evt.num < 12000
          output: other %evt.num %capture.file
          priority: NOTICE
        - rule: execs
          desc: A rule that starts a recording.
          condition: evt.type = execve and evt.num > 5000
          output: exec %evt.num %capture.file
          priority: WARNING
          capture: true
          capture_duration: 10
        """;

    @TempDir
    Path folder;

    private List<JsonNode> alerts(Engine.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return result.text()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JSON::readTree)
                .toList();
    }

    private static JsonNode field(JsonNode alert, String name) {
        return alert.get("output_fields").get(name);
    }

    private static List<JsonNode> of(String rule, List<JsonNode> alerts) {
        return alerts.stream()
                .filter(alert -> alert.get("rule").asString().equals(rule))
                .toList();
    }

    private String read(Path file, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("read", file.toString()));
        all.addAll(List.of(arguments));
        Engine.Result result = Engine.run(all, java.util.Map.of());
        assertThat(result.exit()).as(result.err()).isZero();
        return result.text();
    }

    @Test
    void onlyRulesThatAskForItStartAFile() throws Exception {
        Recordings recordings = new Recordings(folder);
        List<JsonNode> alerts = alerts(recordings.run("suspicious", "mode: rules", RULES));

        JsonNode first = of("execs", alerts).getFirst();
        Path file = recordings.files().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(field(first, "capture.file").asString()).isEqualTo(file.toString());
        assertThat(file.getFileName().toString())
                .matches(
                        "r_\\d{20}_" + "%020d".formatted(field(first, "evt.num").asLong()) + "\\.scap");
        assertThat(of("other", alerts)
                        .getFirst()
                        .get("output_fields")
                        .get("capture.file")
                        .isNull())
                .isTrue();
        assertThat(read(file, "--format", "%evt.type").lines().findFirst()).contains("execve");
        assertThat(of("other", alerts))
                .anyMatch(alert -> field(alert, "capture.file").isString());
    }

    @Test
    void inTheOtherModeEveryRuleStartsOne() throws Exception {
        Recordings recordings = new Recordings(folder);
        List<JsonNode> alerts = alerts(recordings.run("suspicious", "mode: all_rules, default_duration: 1", RULES));

        assertThat(alerts).allMatch(alert -> field(alert, "capture.file").isString());
        assertThat(recordings.files()).hasSizeGreaterThan(2);
    }

    @Test
    void outputsMayNameTheFileAndSoMayTheSettings() throws Exception {
        String rules = RULES.replace("%capture.file", "");
        String appended = "append_output=[{\"extra_output\": \"in %capture.file\"}]";
        List<JsonNode> plain = alerts(new Recordings(folder).run("suspicious", "mode: rules", rules));
        List<JsonNode> inOutput =
                alerts(new Recordings(folder).run("suspicious", "mode: rules", rules, "-o", appended));
        List<JsonNode> bySetting =
                alerts(new Recordings(folder).run("suspicious", "mode: rules, include_file_field: true", rules));

        assertThat(plain).noneMatch(alert -> alert.get("output_fields").has("capture.file"));
        assertThat(field(of("execs", inOutput).getFirst(), "capture.file").asString())
                .endsWith(".scap");
        assertThat(field(of("execs", bySetting).getFirst(), "capture.file").asString())
                .endsWith(".scap");
        assertThat(of("other", bySetting).getFirst().get("output_fields").has("capture.file"))
                .isFalse();
    }

    @Test
    void theSizeLimitIsAnnounced() throws Exception {
        byte[] once = Files.readAllBytes(Engine.golden("captures/container.scap.gz"));
        ByteArrayOutputStream often = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            often.write(once);
        }
        Path capture = Files.write(folder.resolve("long.scap.gz"), often.toByteArray());
        Recordings recordings = new Recordings(folder);

        List<JsonNode> alerts = alerts(recordings.run(capture, "mode: rules, max_file_size_mb: 1", """
            - rule: start
              desc: Once.
              condition: evt.num = 1
              output: start
              priority: DEBUG
              capture: true
              capture_duration: 3600000
            """));

        JsonNode told = of("Falco internal: capture size limit reached", alerts).getFirst();
        assertThat(told.get("priority").asString()).isEqualTo("Informational");
        assertThat(told.get("output").asString())
                .isEqualTo("Falco internal: capture size limit reached. Configured limit: 1 MB.");
        assertThat(field(told, "max_file_size_mb").asLong()).isEqualTo(1);
        assertThat(field(told, "written_bytes").asLong()).isGreaterThanOrEqualTo(1 << 20);
        assertThat(Files.size(recordings.files().getFirst())).isBetween(1L << 20, (1L << 20) + (1 << 19));
    }

    @Test
    void aRuleCanEndAFileByEvents() throws Exception {
        Recordings recordings = new Recordings(folder);
        alerts(recordings.run(
                "suspicious",
                "mode: rules",
                RULES.replace("capture_duration: 10", "capture_events: 25")
                        .replace("evt.type = openat and evt.num < 12000", "evt.num = 0")));

        assertThat(read(recordings.files().getFirst()).lines()).hasSize(25);
    }

    @Test
    void aConditionNarrowsWhatIsWritten() throws Exception {
        Recordings recordings = new Recordings(folder);
        alerts(recordings.run(
                "suspicious",
                "mode: rules, default_duration: 2000, filter: evt.type in (execve)",
                RULES.replace("capture_duration: 10\n", "\n")));

        assertThat(read(recordings.files().getFirst(), "--format", "%evt.type").lines())
                .hasSizeGreaterThan(1)
                .allMatch("execve"::equals);
    }

    @Test
    void lookBackReachesBeforeTheMatch() throws Exception {
        Recordings recordings = new Recordings(folder);
        List<JsonNode> alerts =
                alerts(recordings.run("suspicious", "mode: rules, lookback: {duration: 100ms, max_size_mb: 4}", RULES));
        long trigger = field(of("execs", alerts).getFirst(), "evt.num").asLong();

        String events = read(recordings.files().getFirst(), "--format", "%evt.num %evt.type %proc.name");
        assertThat(events.lines().filter(line -> line.contains(" execve ")).count())
                .isPositive();
        assertThat(events.lines().findFirst().orElseThrow()).doesNotContain("execve");
        assertThat(trigger).isPositive();
    }

    @Test
    void aWrongConditionIsNamed() throws IOException {
        Engine.Result result = new Recordings(folder).run("syscalls", "mode: rules, filter: evt.typo = 1", RULES);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("The condition of capture.filter is wrong")
                .contains("evt.typo");
    }

    @Test
    void aPathThatCannotBeWrittenIsNamedOnceAndWatchingGoesOn() throws Exception {
        Recordings recordings = new Recordings(folder);
        Engine.Result result = recordings.run(
                "suspicious",
                "mode: all_rules",
                RULES,
                "-o",
                "capture.path_prefix=" + folder + "/absent/r",
                "-o",
                "log_stderr=true");

        assertThat(result.err().lines().filter(line -> line.contains("was given up")))
                .hasSize(1);
        assertThat(of("Peregrine internal: capture failed", alerts(result))).hasSize(1);
        assertThat(of("execs", alerts(result))).isNotEmpty();
    }
}
