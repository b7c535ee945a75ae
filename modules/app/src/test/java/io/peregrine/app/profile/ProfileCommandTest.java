package io.peregrine.app.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import io.peregrine.testkit.RecordedCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileCommandTest {
    private static final String RULES = """
            - rule: Secrets are opened
              desc: For this test.
              condition: evt.type in (open, openat, openat2) and fd.name = /etc/shadow
              output: secrets by %proc.name
              priority: CRITICAL
            - rule: Nothing is mounted
              desc: For this test.
              condition: evt.type = fsconfig and proc.name = nobody
              output: mounted by %proc.name
              priority: CRITICAL
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path rules;

    @BeforeEach
    void writeRules() throws IOException {
        rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(folder.resolve("peregrine.yaml"), "load_plugins: []\n");
    }

    private int profile(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("-c", folder.resolve("peregrine.yaml").toString(), "profile", "-r", rules.toString()));
        line.addAll(List.of(arguments));
        return Peregrine.run(
                line,
                new CommandEnvironment(
                        Map.of(), out, new PrintStream(err, true, StandardCharsets.UTF_8), folder, ZoneOffset.UTC));
    }

    @Test
    void whatIsToldIsOfOneRun() {
        Path capture = RecordedCapture.SUSPICIOUS.in(folder);

        assertThat(profile(capture.toString(), "--json"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        JsonNode profile = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(profile.get("events").asInt()).isEqualTo(RecordedCapture.SUSPICIOUS.events());
        JsonNode secrets = profile.get("rules").get(0);
        assertThat(secrets.get("rule").asString()).isEqualTo("Secrets are opened");
        assertThat(secrets.get("matched").asInt()).isEqualTo(4);
        assertThat(secrets.get("asked").asInt()).isBetween(1_000, 3_000);
        assertThat(secrets.get("rejections").get(0).get("part").asString()).isEqualTo("fd.name = /etc/shadow");
        assertThat(profile.get("rules").get(1).get("asked").asInt()).isZero();
        double shares = 0;
        for (JsonNode stage : profile.get("stages")) {
            shares += stage.get("share").asDouble();
        }
        assertThat(shares).isBetween(0.99, 1.01);
        assertThat(profile.get("event_nanoseconds").get("without_measuring").asDouble())
                .isPositive();
    }

    @Test
    void textHasABarForEachShare() {
        assertThat(profile(RecordedCapture.SYSCALLS.in(folder).toString())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches(" +state +\\d.* % [█▏▎▍▌▋▊▉]* *[\\d,]+ ns an event"))
                .anyMatch(line -> line.contains("Secrets are opened"));
    }

    @Test
    void oneThingAtATimeCanBeProfiled() {
        assertThat(profile()).isEqualTo(1);
        assertThat(profile("a.scap", "--for", "3")).isEqualTo(1);
        assertThat(profile("--for", "0")).isEqualTo(1);
        assertThat(profile(folder.resolve("absent.scap").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Error: Name a capture, or say with --for SECONDS how long this machine is watched.",
                        "Error: Name a capture, or say with --for SECONDS how long this machine is watched.",
                        "Error: The option --for takes a number of seconds from 1 to 86400, not 0.",
                        "Error: Cannot open the capture " + folder.resolve("absent.scap") + ": there is no such file.");
    }
}
