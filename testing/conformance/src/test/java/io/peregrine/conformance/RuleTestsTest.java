package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code peregrine test}: the shipped rules hold against their tests, and what the command says of tests that fail or cannot be read. */
class RuleTestsTest {
    private static final String RULES = """
            - rule: Secret read
              desc: The secret was read.
              condition: evt.type in (open, openat) and fd.num >= 0 and (fd.name = /secret or fd.name startswith /secrets/)
              output: read %fd.name
              priority: WARNING
            """;

    @TempDir
    Path folder;

    @Test
    void aTestThatFailsSaysWhatWasOtherwise() throws IOException {
        Engine.Result result = run("""
                - test: the secret is read by nobody
                  given:
                    - open: {path: /secret, by: {exe: /bin/cat}}
                  expect: [{rule: Secret read, fields: {proc.name: dog}}]
                - test: something else is no secret
                  given: [{open: /other}]
                  forbid: ["*"]
                - test: one is missing
                  given: [{open: /other}]
                  expect: [Secret read]
                """);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.text())
                .contains("FAIL  the secret is read by nobody")
                .contains("proc.name is 'cat' and not 'dog'")
                .contains("ok    something else is no secret")
                .contains("The rule 'Secret read' did not match; no rule did.")
                .contains("1 passed, 2 failed");
    }

    @Test
    void whatCannotBeReadIsShownWhereItStands() throws IOException {
        Engine.Result result = run("""
                - test: wrong in four ways
                  given:
                    - opn: {path: /secret}
                    - call: {type: unlinkat, args: {nam: /x}}
                    - connect: {to: somewhere}
                """);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("'opn' is no part of what happens; did you mean 'open'?")
                .contains("has no parameter 'nam'; did you mean 'name'?")
                .contains("Here stands an address such as 10.0.0.1:80")
                .contains("A test needs 'expect' or 'forbid', else it cannot fail.")
                .contains("tests.yaml:3:7");
    }

    @Test
    void whatIsNoCommandLineIsBadInput() {
        Engine.Result result = Engine.run(List.of("test", "--no-such-option", "x"), Map.of());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("There is no option '--no-such-option'")
                .contains("peregrine test --help");
    }

    @Test
    void whatPluginsBringAndWhatTheKernelSeesAreDifferentTests() throws IOException {
        Engine.Result result = run("""
                - test: mixed
                  given:
                    - open: {path: /secret}
                    - plugin_event: {source: k8s_audit, data: "{}"}
                  forbid: ["*"]
                """);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("The events of a test are of one source");
    }

    @Test
    void aSourceThatNoPluginBringsIsNamed() throws IOException {
        Engine.Result result = run("""
                - test: of a plugin that is not there
                  given: [{plugin_event: {source: k8s_audit, data: "{}"}}]
                  forbid: ["*"]
                """);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.text()).contains("No plugin that is loaded brings events of the source 'k8s_audit'");
    }

    @Test
    void coverageNamesAlternativesThatNoTestReached() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(
                folder.resolve("tests.yaml"),
                "- {test: one, given: [{open: /secret}], expect: [Secret read], forbid: ['*']}\n");
        Engine.Result result = Engine.run(
                List.of(
                        "test",
                        "--json",
                        "--coverage",
                        "-r",
                        folder.resolve("rules.yaml").toString(),
                        folder.resolve("tests.yaml").toString()),
                Map.of());

        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(result.text());
        assertThat(report.get("passed").asInt()).isEqualTo(1);
        assertThat(report.get("unreached").size()).isEqualTo(1);
        assertThat(report.get("unreached").get(0).get("alternative").asString())
                .isEqualTo("fd.name startswith /secrets/");
    }

    private Engine.Result run(String tests) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(folder.resolve("tests.yaml"), tests);
        return Engine.run(
                List.of(
                        "test",
                        "-r",
                        folder.resolve("rules.yaml").toString(),
                        folder.resolve("tests.yaml").toString()),
                Map.of());
    }
}
