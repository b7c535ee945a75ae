package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.compiled;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static io.peregrine.loader.RuleTexts.rules;
import static io.peregrine.loader.RuleTexts.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later items do to earlier ones of the same name. */
class RuleChangesTest {
    private static final String RULE = rule("r", "evt.type=open and fd.num=1", "  tags: [b]\n");

    @Test
    void appendedTextMayChangeHowAConditionIsGrouped() {
        assertThat(compiled(RULE, "- rule: r\n  condition: or fd.num=2\n  override: {condition: append}\n"))
                .isEqualTo("((evt.type = open and fd.num = 1) or fd.num = 2)");
        assertThat(compiled(RULE, "- rule: r\n  condition: or fd.num=2\n  append: true\n"))
                .isEqualTo("((evt.type = open and fd.num = 1) or fd.num = 2)");
        String macro = "- macro: m\n  condition: evt.type=open and fd.num=1\n";
        assertThat(compiled(macro + "- macro: m\n  condition: or fd.num=2\n  append: true\n" + rule("r", "m", "")))
                .isEqualTo("((evt.type = open and fd.num = 1) or fd.num = 2)");
    }

    @Test
    void outputAndDescriptionGrowByABlankAndTheText() {
        CompiledRule rule = rules(RULE, """
                - rule: r
                  output: "%proc.name"
                  desc: more
                  tags: [a, b]
                  override: {output: append, desc: append, tags: append}
                """).getFirst();
        assertThat(rule.texts().output()).isEqualTo("x %proc.name");
        assertThat(rule.texts().description()).isEqualTo("d more");
        assertThat(rule.checked().label().tags()).containsExactly("a", "b");
    }

    @Test
    void valuesAreReplaced() {
        CompiledRule rule = rules(RULE, """
                - rule: r
                  condition: evt.type=close
                  output: y
                  priority: error
                  tags: []
                  enabled: false
                  override: {condition: replace, output: replace, priority: replace, tags: replace, enabled: replace}
                """).getFirst();
        assertThat(rule.texts().condition()).isEqualTo("evt.type=close");
        assertThat(rule.texts().output()).isEqualTo("y");
        assertThat(rule.checked().label().priority()).isEqualTo(Priority.ERROR);
        assertThat(rule.checked().label().tags()).isEmpty();
        assertThat(rule.enabled()).isFalse();
    }

    @Test
    void oneItemMayAppendToOneKeyAndReplaceAnother() {
        CompiledRule rule = rules(RULE, """
                - rule: r
                  condition: and proc.name=a
                  desc: new
                  override: {condition: append, desc: replace}
                """).getFirst();
        assertThat(rule.texts().condition()).isEqualTo("evt.type=open and fd.num=1 and proc.name=a");
        assertThat(rule.texts().description()).isEqualTo("new");
    }

    @Test
    void anItemWithNothingButEnabledSwitchesAnEarlierRule() {
        assertThat(rules(RULE, "- rule: r\n  enabled: false\n").getFirst().enabled())
                .isFalse();
        assertThat(warnings(RULE, "- rule: r\n  enabled: false\n")).containsExactly("LOAD_DEPRECATED_ITEM");
        assertThat(error("- rule: r\n  enabled: false\n")).startsWith("LOAD_ERR_VALIDATE");
        assertThat(error("- rule: r\n")).contains("Item has no mapping for key 'enabled'");
    }

    @Test
    void aRuleThatIsDefinedAgainKeepsItsPlace() {
        assertThat(rules(RULE + rule("q", "evt.type=open", "") + rule("r", "evt.type=close", "")))
                .extracting(CompiledRule::name)
                .containsExactly("r", "q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "condition: and fd.num=2   | {condition: append, desc: append} | An append override for 'desc'",
                "desc: e                   | {desc: append, condition: append} | An append override for 'condition'",
                "desc: e                   | {desc: change}                    | Invalid override operation for key 'desc'",
                "source: syscall           | {source: replace}                 | Key 'source' cannot be replaced",
                "priority: INFO            | {priority: append}                | Key 'priority' cannot be appended to",
                "tags: [t]                 | {desc: append}                    | An append override for 'desc'",
            })
    void aKeyAndItsOverrideNeedEachOther(String key, String override, String message) {
        assertThat(error(RULE, "- rule: r\n  " + key + "\n  override: " + override + "\n"))
                .startsWith("LOAD_ERR_YAML_VALIDATE f2.yaml:")
                .contains(message);
    }

    @Test
    void keysWithoutAnOverrideAreRefused() {
        assertThat(error(RULE, "- rule: r\n  desc: e\n  tags: [t]\n  override: {desc: append}\n"))
                .contains("Unexpected key 'tags': no corresponding entry under 'override' is defined.");
    }

    @Test
    void anotherSourceIsAnotherRule() {
        assertThat(error(RULE, rule("r", "evt.type=open", "  source: other\n")))
                .startsWith("LOAD_ERR_VALIDATE f2.yaml:1:3 Rule has been re-defined with a different source");
    }

    @Test
    void aFileThatIsWrongLeavesTheOthersTheirReports() {
        LoadResult result = load(SETTINGS, "- rule: r\n", RULE);
        assertThat(result.successful()).isFalse();
        assertThat(result.rules()).isEmpty();
        assertThat(result.reports()).extracting(LoadReport::successful).containsExactly(false, true);
    }
}
