package io.peregrine.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Settings;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.RulesSettings;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.loader.CompiledRule;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules a configuration switches on. */
class RuleSetupTest {
    private static final CommandEnvironment NOWHERE = new CommandEnvironment(
            Map.of(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            Path.of("/nonexistent"),
            ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Configuration configuration(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("c.yaml"), text);
        ConfigurationRequest request = new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false);
        return Settings.load(NOWHERE, request).values();
    }

    private static String rule(String name, String priority, String more) {
        return "- {rule: " + name + ", desc: d, condition: evt.type=open, output: x, priority: " + priority + more
                + "}\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                                     | a b",
                "[{disable: {rule: '*'}}]                                               | ''",
                "[{disable: {rule: '*'}}, {enable: {tag: t}}]                           | b c",
                "[{enable: {tag: t}}, {disable: {rule: 'c*'}}]                          | a b",
                "[{disable: {rule: a, tag: t}}]                                         | ''",
                "[{disable: {rule: '*'}}, {enable: {rule: a, tag: t}}]                  | a b c",
                "[{enable: {rule: low}}, {enable: {rule: '*'}}, {disable: {tag: none}}] | a b c",
            })
    void entriesApplyInOrderAndAnEntryWithRuleAndTagIsTwo(String selection, String names) throws Exception {
        SourceText rules = new SourceText(
                "f",
                rule("a", "NOTICE", "")
                        + rule("b", "ERROR", ", tags: [t, u]")
                        + rule("c", "NOTICE", ", tags: [t], enabled: false")
                        + rule("low", "INFO", ", tags: [v]"));
        Configuration configuration = configuration("priority: notice\nrules: " + selection + "\n");
        List<String> enabled = new RuleSetup(configuration, NOWHERE)
                .load(List.of(rules)).enabledRules().stream()
                        .map(CompiledRule::name)
                        .toList();
        assertThat(enabled)
                .isEqualTo(Arrays.stream(names.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Test
    void theFirstMatchingRuleAnswersUnlessAllAreAskedFor() throws Exception {
        assertThat(configuration("{}").rules().matching()).isEqualTo(RulesSettings.Matching.FIRST);
        assertThat(configuration("rule_matching: all").rules().matching()).isEqualTo(RulesSettings.Matching.ALL);
    }
}
