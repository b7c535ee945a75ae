package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Outputs and recordings of rules. */
class RuleOutputsTest {
    @Test
    void aRuleSaysWhenItsRecordingEnds() {
        String limited = "  capture: true\n  capture_duration: 7\n  capture_events: 100\n  capture_filesize: 64\n";
        String rule = rule("r", "evt.type=open", limited);
        LoadResult result = load(SETTINGS, rule);
        assertThat(result.reports().getFirst().warnings()).isEmpty();
        assertThat(result.rules().getFirst().capture()).isEqualTo(new RuleRecording(true, 7, 100, 64 << 10));
        assertThat(RuleSchema.check(new SourceText("f", rule))).isEmpty();
        String json =
                RuleDescription.ofRule(result.details(), "r").orElseThrow().json();
        assertThat(json).contains("\"capture_events\":100").contains("\"capture_filesize\":64");

        String change = """
                - rule: r
                  capture_events: 5
                  capture_filesize: 0
                  override: {capture_events: replace, capture_filesize: replace}
                """;
        assertThat(load(SETTINGS, rule, change).rules().getFirst().capture())
                .isEqualTo(new RuleRecording(true, 7, 5, 0));
        assertThat(error(rule("r", "evt.type=open", "  capture_events: -1\n")))
                .startsWith("LOAD_ERR_YAML_VALIDATE f1.yaml:6:19 ");
        assertThat(error(rule, change.replace("capture_events: replace", "capture_events: append")))
                .contains("Key 'capture_events' cannot be appended to");
    }

    @Test
    void outputsGetWhatTheConfigurationAdds() {
        LoaderSettings settings = SETTINGS.withAdditions(
                new OutputAdditions(List.of(OutputAdditions.Addition.ofText("more=%proc.name"))));
        CompiledRule rule =
                load(settings, rule("r", "evt.type=open", "")).rules().getFirst();
        assertThat(rule.texts().completeOutput()).isEqualTo("x more=%proc.name");
        assertThat(rule.checked().output().pieces()).hasSize(2);
    }

    @Test
    void whatTheConfigurationAddsIsForTheRulesThatItNames() {
        OutputAdditions.Addition tagged = new OutputAdditions.Addition(
                name -> true, Optional.of("syscall"), Set.of("a", "b"), Optional.of("more"), List.of());
        LoaderSettings settings = SETTINGS.withAdditions(new OutputAdditions(List.of(tagged)));
        LoadResult result = load(
                settings,
                rule("r", "evt.type=open", "  tags: [a, b, c]\n") + rule("q", "evt.type=open", "  tags: [a]\n"));
        assertThat(result.rules())
                .extracting(rule -> rule.texts().completeOutput())
                .containsExactly("x more", "x");
    }

    @Test
    void faultsOfWhatTheConfigurationAddsAreNotShownInTheRulesText() {
        LoaderSettings settings =
                SETTINGS.withAdditions(new OutputAdditions(List.of(OutputAdditions.Addition.ofText("more=%no.such"))));
        Diagnostic error = load(settings, rule("r", "evt.type=open", ""))
                .reports()
                .getFirst()
                .errors()
                .getFirst();
        assertThat(error.code()).isEqualTo("LOAD_ERR_COMPILE_OUTPUT");
        assertThat(error.hint()).contains("the configuration adds this text, see append_output");
    }
}
