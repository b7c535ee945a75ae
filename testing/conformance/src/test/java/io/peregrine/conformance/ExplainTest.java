package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code peregrine explain}: why a rule matched an event, or did not, and which events it missed by one comparison. */
class ExplainTest {
    private static final String RULES = """
            - macro: opened
              condition: (evt.type in (open, openat) and fd.num >= 0)
            - rule: Secret read
              desc: x
              condition: opened and (fd.name = /etc/gshadow or fd.name startswith /etc/shadow) and not proc.name in (sshd, dog)
              output: x
              priority: WARNING
            """;

    /** cat opens /etc/shadow. */
    private static final String OPENING = "936";

    @TempDir
    Path folder;

    private Path capture;

    @BeforeEach
    void files() throws IOException {
        capture = RecordedCapture.SUSPICIOUS.in(folder);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
    }

    @Test
    void everyPartSaysWhetherItHeldAndWhatItLookedAt() {
        Engine.Result result = explain("--event", OPENING, "--rule", "Secret read");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.text())
                .contains("The rule 'Secret read' matches event 936 (openat).")
                .contains("no      fd.name = /etc/gshadow   (it is /etc/shadow)")
                .contains("fd.name startswith /etc/shadow   (it is /etc/shadow)")
                .contains("proc.name in (sshd, dog)   (it is cat)");
    }

    @Test
    void aRuleThatDoesNotMatchIsExplainedToo() {
        Engine.Result result = explain("--event", "937", "--rule", "Secret read");

        assertThat(result.exit()).isZero();
        assertThat(result.text())
                .contains("does not match event 937")
                .contains("It fails first at: evt.type in (open, openat)");
    }

    @Test
    void whereAlternativesFailTogetherTheValuesOfAllAreSaid() {
        assertThat(explain("--event", "928", "--rule", "Secret read").text().lines())
                .contains("It fails first at: fd.name = /etc/gshadow or fd.name startswith /etc/shadow"
                        + "   (fd.name is /usr/lib/locale/C.utf8/LC_CTYPE)");
    }

    @Test
    void asJsonTheTreeCanBeReadByAMachine() {
        JsonNode json = JsonMapper.shared()
                .readTree(explain("--json", "--event", OPENING).text());

        assertThat(json.get("rule").asString()).isEqualTo("Secret read");
        assertThat(json.get("matched").asBoolean()).isTrue();
        assertThat(json.get("condition").get("parts").size()).isEqualTo(3);
    }

    @Test
    void nearMissesFailedByOneComparisonAlone() {
        Engine.Result result = explain("--almost", "--rule", "Secret read");

        assertThat(result.exit()).isZero();
        assertThat(result.text().lines()).isNotEmpty().allMatch(line -> line.contains("failed by:"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(explain("--event", "99999999", "--rule", "Secret read"))
                .matches(result -> result.exit() == 1 && result.err().contains("has no event 99999999"));
        assertThat(explain("--event", OPENING, "--rule", "Secret red"))
                .matches(result -> result.exit() == 1 && result.err().contains("There is no rule 'Secret red'"));
    }

    @Test
    void aTypeThatTheRuleDoesNotSeeIsSaid() {
        Engine.Result result = explain("--event", "937", "--rule", "Secret read");

        assertThat(result.text()).contains("It does not see events of this type, but open, openat.");
        JsonNode json = JsonMapper.shared()
                .readTree(explain("--json", "--event", "937", "--rule", "Secret read")
                        .text());
        assertThat(json.get("sees_type").asBoolean()).isFalse();
    }

    @Test
    void anAlertIsExplainedAsFarAsItTells() throws IOException {
        Path alert = Files.writeString(folder.resolve("alert.json"), """
                {"rule": "Secret read", "time": "2026-11-21T19:44:44Z", "source": "syscall", "output": "x",
                 "output_fields": {"fd.name": "/etc/shadow", "proc.name": "cat"}}
                """);

        Engine.Result result = explainAlert(alert);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.text())
                .contains("The rule 'Secret read' matched, 2026-11-21T19:44:44Z.")
                .contains("yes     evt.type in (open, openat)   (not in the alert)")
                .contains("no      fd.name = /etc/gshadow   (it is /etc/shadow)")
                .contains("yes     fd.name startswith /etc/shadow   (it is /etc/shadow)");
    }

    @Test
    void whatAnAlertLeavesOpenIsMarked() throws IOException {
        Path alert = Files.writeString(folder.resolve("alert.json"), """
                [{"rule": "Secret read", "output_fields": {"proc.name": "cat"}}]
                """);

        assertThat(explainAlert(alert).text())
                .contains("?       fd.name = /etc/gshadow   (not in the alert)")
                .contains("The alert does not show what stands at '?'");
    }

    @Test
    void anAlertOfAChangedRuleIsNotSaidToMatch() throws IOException {
        Path alert = Files.writeString(folder.resolve("alert.json"), """
                {"rule": "Secret read", "output_fields": {"fd.name": "/etc/shadow", "proc.name": "sshd"}}
                """);

        Engine.Result result = explainAlert(alert);

        assertThat(result.exit()).isZero();
        assertThat(result.text())
                .contains("would not match any more")
                .contains("It fails first at: proc.name in (sshd, dog)");
    }

    @Test
    void aFileWithoutAlertsIsRefused() throws IOException {
        assertThat(explainAlert(Files.writeString(folder.resolve("a"), "{\"rule\": \"x\"}")))
                .matches(result -> result.exit() == 1 && result.err().contains("has no 'output_fields'"));
        assertThat(explainAlert(Files.writeString(folder.resolve("a"), "\n{\"rule\": ")))
                .matches(result -> result.exit() == 1 && result.err().contains("a:2: this is no JSON"));
    }

    private Engine.Result explainAlert(Path alert) {
        return Engine.run(
                List.of(
                        "explain",
                        "--alert",
                        alert.toString(),
                        "-r",
                        folder.resolve("rules.yaml").toString()),
                Map.of());
    }

    private Engine.Result explain(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "explain",
                capture.toString(),
                "-r",
                folder.resolve("rules.yaml").toString()));
        arguments.addAll(List.of(options));
        return Engine.run(arguments, Map.of());
    }
}
