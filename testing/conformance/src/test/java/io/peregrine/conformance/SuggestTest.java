package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code peregrine suggest}: narrow exceptions for recorded alerts, and what they would hide. */
class SuggestTest {
    private static final String RULES = """
            - rule: Secret read
              desc: x
              condition: evt.type in (open, openat) and fd.num >= 0 and fd.name startswith /etc/s
              output: read %fd.name by %proc.exepath
              priority: WARNING
            """;

    private static final String TESTS = """
            - test: cat reads it
              given:
                - open: {path: /etc/shadow, by: {exe: /usr/bin/cat}}
              expect: Secret read
            - test: the backup reads it
              given:
                - open: {path: /etc/shadow, by: {exe: /usr/bin/rsync}}
              expect: Secret read
            """;

    @TempDir
    Path folder;

    private Path rules;

    @BeforeEach
    void files() throws IOException {
        rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("rules.yaml"), RULES);
        Files.createDirectory(rules.resolve("tests"));
        Files.writeString(rules.resolve("tests/rules.yaml"), TESTS);
    }

    @Test
    void anExceptionNamesWhatTheAlertShowsAndNothingThatChanges() throws IOException {
        Engine.Result result = suggest(alert("/usr/bin/tar", "/etc/ssl/key"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.text()).isEqualTo("""
                # Secret read: 1 alert; this covers 1 of 1.
                # It hides none of the 2 tests that expect this rule.
                - rule: Secret read
                  exceptions:
                    - name: known_tar
                      fields: [proc.exepath, fd.name]
                      comps: ["=", "="]
                      values:
                        - [/usr/bin/tar, /etc/ssl/key]
                  override:
                    exceptions: append
                """);
    }

    @Test
    void anExceptionWhoseFieldsTheAlertShowsGetsMoreValues() throws IOException {
        Files.writeString(rules.resolve("rules.yaml"), RULES + """
                  exceptions:
                    - name: known_readers
                      fields: [proc.exepath, fd.name]
                      comps: ["=", startswith]
                      values: [[/usr/bin/rsync, /etc/ssl/]]
                """);
        Engine.Result result = suggest(alert("/usr/bin/tar", "/etc/ssl/key"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.text()).isEqualTo("""
                # Secret read: 1 alert; this covers 1 of 1.
                # It hides none of the 2 tests that expect this rule.
                - rule: Secret read
                  exceptions:
                    - name: known_readers
                      values:
                        - [/usr/bin/tar, /etc/ssl/key]
                  override:
                    exceptions: append
                """);
    }

    @Test
    void whatItSuggestsLoadsAndSilences() throws IOException {
        Path local = Files.writeString(
                folder.resolve("local.yaml"),
                suggest(alert("/usr/bin/cat", "/etc/shadow")).text());

        Engine.Result tests = Engine.run(
                List.of(
                        "test",
                        "-r",
                        rules.resolve("rules.yaml").toString(),
                        "-r",
                        local.toString(),
                        rules.resolve("tests/rules.yaml").toString()),
                Map.of());
        assertThat(tests.text()).contains("FAIL  cat reads it").contains("ok    the backup reads it");
    }

    @Test
    void testsThatItWouldHideAreNamed() throws IOException {
        assertThat(suggest(alert("/usr/bin/rsync", "/etc/shadow")).text())
                .contains("# CAREFUL: it hides 1 of 2 tests that expect this rule: 'the backup reads it'.");
    }

    @Test
    void asAMacroItHidesTheSame() throws IOException {
        Engine.Result result = suggest(alert("/usr/bin/rsync", "/etc/shadow"), "--macro");

        assertThat(result.text())
                .contains("(proc.exepath = \"/usr/bin/rsync\" and fd.name = \"/etc/shadow\")")
                .contains("condition: and not known_rsync")
                .contains("hides 1 of 2 tests");
    }

    @Test
    void manyFilesOfOneFolderAreOneRow() throws IOException {
        String alerts = IntStream.range(0, 30)
                .mapToObj(i -> alert("/usr/bin/tar", "/etc/ssl/private/" + i))
                .collect(Collectors.joining("\n"));

        Engine.Result result = suggest(alerts);
        assertThat(result.text())
                .contains("30 alerts; this covers 30 of 30.")
                .contains("comps: [\"=\", startswith]")
                .contains("- [/usr/bin/tar, /etc/ssl/private/]");
    }

    @Test
    void machinesReadJson() throws IOException {
        JsonNode json = JsonMapper.shared()
                .readTree(suggest(alert("/usr/bin/rsync", "/etc/shadow"), "--json")
                        .text());

        assertThat(json.get("covered").asInt()).isEqualTo(1);
        assertThat(json.get("hidden_tests").get(0).asString()).isEqualTo("the backup reads it");
        assertThat(json.get("text").asString()).startsWith("- rule: Secret read");
    }

    @Test
    void alertsOfOtherRulesAreSaidAndAlertsWithoutAnyAreRefused() throws IOException {
        String other = alert("/usr/bin/tar", "/etc/ssl/key").replace("Secret read", "Another");

        assertThat(suggest(other + alert("/usr/bin/tar", "/etc/ssl/key")))
                .matches(result -> result.exit() == 0 && result.err().contains("There is no rule 'Another'"));
        assertThat(suggest(other))
                .matches(result -> result.exit() == 1 && result.err().contains("None of the alerts"));
    }

    @Test
    void alertsThatShowNothingGetNoException() throws IOException {
        assertThat(suggest("{\"rule\": \"Secret read\", \"output_fields\": {\"proc.pid\": 17}}")
                        .text())
                .contains("They show no field that would tell them from others");
    }

    private static String alert(String program, String file) {
        return "{\"rule\":\"Secret read\",\"output_fields\":{\"evt.time\":17,\"proc.pid\":42,\"proc.exepath\":\""
                + program
                + "\",\"proc.name\":\"" + program.substring(program.lastIndexOf('/') + 1) + "\",\"fd.name\":\"" + file
                + "\",\"container.id\":\"host\"}}";
    }

    private Engine.Result suggest(String alerts, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.json"), alerts);
        List<String> arguments = new ArrayList<>(List.of("suggest", file.toString(), "-r", rules.toString()));
        arguments.addAll(List.of(options));
        return Engine.run(arguments, Map.of());
    }
}
