package io.peregrine.app.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import io.peregrine.testkit.RecordedCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntCommandTest {
    private static final String RULES = """
            - rule: A shell is started
              desc: For this test.
              condition: evt.type in (execve, execveat) and proc.name in (sh, bash)
              output: shell %proc.cmdline in %container.id number %evt.num
              priority: WARNING
            - rule: Secrets are opened
              desc: For this test.
              condition: evt.type in (open, openat, openat2) and fd.name = /etc/shadow
              output: secrets by %proc.name number %evt.num
              priority: CRITICAL
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path rules;
    private Path captures;
    private int status;

    @BeforeEach
    void writeRules() throws IOException {
        rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        captures = Files.createDirectory(folder.resolve("captures"));
    }

    private List<String> hunt(OutputStream to, Object... arguments) {
        out.reset();
        err.reset();
        List<String> line = new ArrayList<>(List.of("-c", emptyConfiguration(), "hunt", "-r", rules.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        status = Peregrine.run(
                line,
                new CommandEnvironment(
                        Map.of(), to, new PrintStream(err, true, StandardCharsets.UTF_8), folder, ZoneOffset.UTC));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> hunt(Object... arguments) {
        return hunt(out, arguments);
    }

    private String emptyConfiguration() {
        try {
            return Files.writeString(folder.resolve("peregrine.yaml"), "load_plugins: [container]\n")
                    .toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path copy(RecordedCapture capture, String name) throws IOException {
        return Files.copy(capture.in(folder), captures.resolve(name));
    }

    @Test
    void sideBySideEachCaptureHasTheAlertsThatItHasAloneAndInOrder() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RecordedCapture capture = List.of(
                            RecordedCapture.SUSPICIOUS, RecordedCapture.CONTAINER, RecordedCapture.SYSCALLS)
                    .get(i % 3);
            files.add(copy(capture, i + ".scap.gz"));
        }
        List<String> together = hunt(captures, "--jobs", 4);

        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        for (Path file : files) {
            List<String> own = alertsOf(file, together);
            assertThat(own).isEqualTo(alertsOf(file, hunt(file, "--jobs", 1)));
            assertThat(own).isSortedAccordingTo((one, other) -> Long.compare(number(one), number(other)));
        }
        assertThat(alertsOf(files.getFirst(), together))
                .anyMatch(line -> line.contains(": Critical secrets by cat number"));
    }

    private static List<String> alertsOf(Path file, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(file + ": ")).toList();
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void aDamagedCaptureIsNamedAndStopsNoOther() throws IOException {
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();
        Files.write(captures.resolve("cut.scap"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(captures.resolve("text.scap"), "no capture at all");
        copy(RecordedCapture.SUSPICIOUS, "whole.scap.gz");

        List<String> lines = hunt(captures, folder.resolve("absent.scap"), "--summary");

        assertThat(status).isEqualTo(HuntCommand.INCOMPLETE);
        assertThat(lines)
                .anyMatch(line -> line.contains("cut.scap is damaged at byte"))
                .anyMatch(line -> line.contains("text.scap is no capture"))
                .anyMatch(line -> line.contains("absent.scap: there is no such file"))
                .anyMatch(line -> line.endsWith("Secrets are opened"))
                .anyMatch(line -> line.startsWith("4 captures (3 not read to the end), "))
                .noneMatch(line -> line.contains("secrets by"));
    }

    @Test
    void jsonIsAnObjectALineAndTheSummaryComesLast() throws IOException {
        copy(RecordedCapture.SUSPICIOUS, "one.scap.gz");

        List<String> lines = hunt(captures, "--json");

        assertThat(lines.getFirst())
                .startsWith("{\"capture\":\"" + captures.resolve("one.scap.gz") + "\",\"hostname\":\"");
        assertThat(lines.getLast()).startsWith("{\"summary\":{\"captures\":[{").contains("\"failed\":0");
        assertThat(lines).hasSize(1 + Integer.parseInt(lines.getLast().replaceAll(".*\"alerts\":(\\d+).*", "$1")));
    }

    @Test
    void withoutCapturesOrWithWrongRulesNothingIsJudged() throws IOException {
        hunt(captures);
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no capture in " + captures);

        copy(RecordedCapture.SUSPICIOUS, "one.scap.gz");
        Files.writeString(rules, "- rule: incomplete\n");
        assertThat(hunt(captures)).isEmpty();
        assertThat(status).isEqualTo(1);

        hunt(captures, "--jobs", 0);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("takes a number from 1 to");
    }

    @Test
    void aFullStandardOutputEndsTheHunt() throws IOException {
        for (int i = 0; i < 20; i++) {
            copy(RecordedCapture.SUSPICIOUS, i + ".scap.gz");
        }
        hunt(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                captures);
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Standard output cannot be written: No space left on device.");
    }
}
