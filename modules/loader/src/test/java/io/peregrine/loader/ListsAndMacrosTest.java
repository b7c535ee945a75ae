package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.compiled;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static io.peregrine.loader.RuleTexts.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stands in place of the names of lists and macros, and which of them an item sees. */
class ListsAndMacrosTest {
    @Test
    void listsAreTextAndMacrosAreTrees() {
        assertThat(compiled("""
                - list: inner
                  items: [a, b c]
                - list: outer
                  items: [inner, "'d'"]
                - list: empty
                  items: []
                - macro: either
                  condition: fd.name = x or fd.name = y
                """ + rule("r", "evt.type=open and either and proc.name in (outer, empty, e)", "")))
                .isEqualTo("(evt.type = open and (fd.name = x or fd.name = y) and proc.name in (a, \"b c\", d, e))");
    }

    @Test
    void aListIsAlsoPutIntoQuotedText() {
        String list = "- list: l\n  items: [a, b]\n";
        assertThat(compiled(list + rule("r", "evt.type=open and proc.cmdline = \"x l y\"", "")))
                .isEqualTo("(evt.type = open and proc.cmdline = \"x a, b y\")");
        assertThat(compiled(list + rule("r", "evt.type=open and proc.cmdline = \"x-l y\"", "")))
                .isEqualTo("(evt.type = open and proc.cmdline = \"x-l y\")");
    }

    @Test
    void itemsWithQuotesInThemAreNotEscaped() {
        String list = "- list: l\n  items: ['a\"b c']\n";
        assertThat(error(list + rule("r", "evt.type=open and proc.name in (l)", "")))
                .startsWith("LOAD_ERR_COMPILE_CONDITION f1.yaml:2:");
    }

    @Test
    void aListThatComesLaterReplacesWhatAnEarlierOnePutIn() {
        String first = "- list: l1\n  items: [l2, a]\n";
        String second = "- list: l2\n  items: [b]\n";
        String rule = rule("r", "evt.type=open and proc.name in (l1)", "");
        assertThat(compiled(first + second + rule)).isEqualTo("(evt.type = open and proc.name in (b, a))");
        assertThat(compiled(second + "- list: a\n  items: [l2]\n- list: b\n  items: [c]\n" + first + rule))
                .isEqualTo("(evt.type = open and proc.name in (b, l2))");
    }

    @Test
    void anEmptyListTakesAComma() {
        String list = "- list: l\n  items: []\n";
        assertThat(compiled(list + rule("r", "evt.type=open and proc.name in (l, a)", "")))
                .isEqualTo("(evt.type = open and proc.name in (a))");
        assertThat(compiled(list + rule("r", "evt.type=open and not proc.name in (l)", "")))
                .isEqualTo("(evt.type = open and not proc.name in ())");
    }

    @Test
    void aLaterFileCannotBeNeededByAnEarlierOne() {
        String macro = "- macro: m\n  condition: evt.type=open\n";
        assertThat(load(SETTINGS, macro, rule("r", "m", "")).successful()).isTrue();
        assertThat(error(rule("r", "m", ""), macro)).contains("f1.yaml:3:14").contains("Undefined macro 'm'");
    }

    @Test
    void everyFileIsToldOfAllThatIsUnusedSoFar() {
        String macro = "- macro: m\n  condition: evt.type=open\n";
        assertThat(warnings(macro)).containsExactly("LOAD_UNUSED_MACRO");
        assertThat(warnings(macro, "- list: l\n  items: [a]\n"))
                .containsExactly("LOAD_UNUSED_MACRO", "LOAD_UNUSED_LIST");
        assertThat(warnings(macro, rule("r", "m", ""))).isEmpty();
    }

    @Test
    void rulesSeeMacrosBelowThemAndMacrosOnlyThoseAbove() {
        String inner = "- macro: inner\n  condition: proc.name=a\n";
        String outer = "- macro: outer\n  condition: evt.type=open and inner\n";
        String rule = rule("r", "outer", "");
        assertThat(compiled(rule + inner + outer)).isEqualTo("(evt.type = open and proc.name = a)");
        assertThat(error(inner.replace("inner", "other") + outer + inner + rule))
                .startsWith("LOAD_ERR_VALIDATE f1.yaml:4:")
                .contains("Undefined macro 'inner'");
    }

    @Test
    void aMacroThatIsDefinedAgainKeepsItsFirstPlace() {
        String first = "- macro: m\n  condition: evt.type=open\n";
        String user = "- macro: user\n  condition: m and fd.num=1\n";
        String again = "- macro: m\n  condition: evt.type=close\n";
        assertThat(compiled(first + user + again + rule("r", "user", "")))
                .isEqualTo("(evt.type = close and fd.num = 1)");
        assertThat(error(first + user + "- macro: m\n  condition: user\n" + rule("r", "m", "")))
                .contains("reference loop in macro");
    }

    @Test
    void listsThatGrowWithoutBoundAreRefused() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            file.append("- list: l%d\n  items: [l%d, l%d]\n".formatted(i, i + 1, i + 1));
        }
        file.append("- list: l40\n  items: [x]\n").append(rule("r", "evt.type=open and proc.name in (l0)", ""));
        assertThat(error(file.toString()))
                .startsWith("LOAD_ERR_COMPILE_CONDITION")
                .contains("memory");
    }

    @Test
    void macrosThatGrowWithoutBoundAreRefused() {
        StringBuilder file = new StringBuilder("- macro: m0\n  condition: evt.type=open\n");
        for (int i = 1; i < 60; i++) {
            file.append("- macro: m%d\n  condition: m%d or m%d\n".formatted(i, i - 1, i - 1));
        }
        assertThat(error(file.toString())).contains("parts");
    }

    @Test
    void deepConditionsLoad() {
        String deep = "(".repeat(900) + "evt.type=open" + " and fd.num=1)".repeat(900);
        assertThat(load(SETTINGS, rule("r", deep, "")).successful()).isTrue();
        String tooDeep = "(".repeat(10_001) + "evt.type=open" + ")".repeat(10_001);
        assertThat(error(rule("r", tooDeep, ""))).contains("depth");
    }
}
