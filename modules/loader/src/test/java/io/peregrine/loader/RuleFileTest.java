package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static io.peregrine.loader.RuleTexts.rules;
import static io.peregrine.loader.RuleTexts.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file and its items look like. */
class RuleFileTest {
    @Test
    void caretsPointAtTheUsersOwnText() {
        assertThat(error("""
                - macro: m
                  condition: >
                    evt.type = open
                    and fd.nosuch = 1
                """ + rule("r", "m", ""))).contains("f1.yaml:4:9 ").contains("fd.nosuch");
        assertThat(error("""
                - list: ports
                  items:
                    - 80
                    - nosuchport
                """ + rule("r", "evt.type=open and fd.sport in (ports)", "")))
                .contains("f1.yaml:4:7 ");
        assertThat(error(rule("r", "evt.type=open", """
                  exceptions:
                    - name: e
                      fields: fd.sport
                      values:
                        - 22
                        - nosuchport
                """))).contains("f1.yaml:11:11 ");
    }

    @Test
    void anUnknownNameGetsASuggestion() {
        Diagnostic error = load(SETTINGS, rule("r", "evt.type=open and proc.nmae=x", ""))
                .reports()
                .getFirst()
                .errors()
                .getFirst();
        assertThat(error.hint()).contains("did you mean 'proc.name'?");
    }

    /** The caret stands where Falco puts it: at the offset in the file, or at the end of the condition, which is shorter. */
    @Test
    void inFalcosFormAWarningOfAnEarlierFileShowsThatFile() {
        LoadReport second = load(
                        SETTINGS, "# first\n- list: never_used\n  items: [a]\n", "# second\n# second\n# second\n")
                .reports()
                .getLast();

        assertThat(ReportText.full(second, ReportForm.FALCO))
                .contains("list 'never_used': (f1.yaml:1:2)")
                .contains("------\n- list: never_used\n  ^\n------\nLOAD_UNUSED_LIST");
    }

    @Test
    void inFalcosFormAFaultBehindListsAndMacrosShowsTheRulesOwnCondition() {
        String file = "- list: l\n  items: [x, y]\n- macro: m\n  condition: proc.nmae = x\n";
        LoadReport report = load(SETTINGS, file + rule("r", "evt.type=open and proc.name in (l) and m", ""))
                .reports()
                .getFirst();

        assertThat(ReportText.full(report, ReportForm.FALCO))
                .contains("------\nevt.type=open and proc.name in (l) and m\n")
                .contains("nonexistent field proc.nmae");
    }

    @Test
    void aFieldThatIsGoneIsNamed() {
        LoadResult result = load(SETTINGS, rule("r", "evt.type=open and evt.dir=<", ""));

        assertThat(ReportJson.write(result)).containsOnlyOnce("\"deprecated_field\":\"evt.dir\"");
        assertThat(ReportText.brief(result.reports().getFirst()))
                .endsWith("LOAD_DEPRECATED_ITEM (Used deprecated item: field 'evt.dir')]");
    }

    @Test
    void inFalcosFormAReportShowsTheConditionAndNoPlace() {
        LoadReport report = load(SETTINGS, rule("r", "evt.type=open and proc.nmae=x", ""))
                .reports()
                .getFirst();

        assertThat(ReportText.full(report, ReportForm.FALCO))
                .contains("""
                        ------
                        evt.type=open and proc.nmae=x
                                                    ^
                        ------
                        LOAD_ERR_COMPILE_CONDITION""")
                .doesNotContain("At f1.yaml")
                .doesNotContain("Hint");
        assertThat(ReportText.full(report)).contains("At f1.yaml:").contains("Hint: did you mean 'proc.name'?");
    }

    @Test
    void reportsNameEveryFile() {
        LoadResult result = load(SETTINGS, rule("r", "evt.type=open", ""), rule("q", "fd.num=1", ""), "- x");
        assertThat(ReportText.summary(result))
                .startsWith("f1.yaml: Ok\nf2.yaml: Ok, with warnings\nf3.yaml: Invalid\n");
        assertThat(ReportJson.write(result)).contains("\"name\":\"f3.yaml\",\"schema_valid\":false");
        assertThat(result.rules()).isEmpty();
    }

    @Test
    void theSchemaAllowsWhatTheLoaderReads() {
        assertThat(RuleSchema.check(new SourceText("f", rule("r", "evt.type=open", "  enabled: true\n"))))
                .isEmpty();
        assertThat(RuleSchema.check(new SourceText("f", rule("r", "evt.type=open", "  enabled: 3\n  colour: red\n"))))
                .extracting(Object::toString)
                .containsExactly(
                        "failed for <root>[0][enabled]: a value of type boolean is expected",
                        "failed for <root>[0]: there is no key 'colour' here");
    }

    @Test
    void aFileMayHaveSeveralDocuments() {
        assertThat(rules(rule("r", "evt.type=open", "") + "---\n---\n" + rule("q", "evt.type=open", "") + "...\n"))
                .hasSize(2);
        assertThat(error(rule("r", "evt.type=open", "") + "---\na: b\n"))
                .startsWith("LOAD_ERR_YAML_VALIDATE f1.yaml:7:1");
    }

    @Test
    void whatIsUnknownIsIgnoredWithAWarning() {
        assertThat(warnings("- rules: r\n" + rule("r", "evt.type=open", "  prio: a\n")))
                .containsExactly("LOAD_UNKNOWN_ITEM", "LOAD_UNKNOWN_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "yes, true",
        "On, true",
        "Y, true",
        "'\"true\"', true",
        "false, false",
        "NO, false",
        "off, false",
        "tRue, ",
        "1, ",
        "0, ",
        "[], ",
        "~, ",
        "maybe, ",
    })
    void truthIsSpeltInManyWays(String word, Boolean truth) {
        String file = rule("r", "evt.type=open", "  enabled: " + word + "\n");
        if (truth == null) {
            assertThat(error(file)).startsWith("LOAD_ERR_YAML_VALIDATE");
        } else {
            assertThat(rules(file).getFirst().enabled()).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "0, 0",
        "010, 8",
        "0x1F, 31",
        "+5, 5",
        "'\"5 \"', 5",
        "4294967295, 4294967295",
        "4294967296, ",
        "-1, ",
        "-0, ",
        "1.5, ",
        "5s, ",
        "'\" 5\"', ",
        "08, ",
        "'\"#5\"', ",
        "\u0665, ",
    })
    void numbersAreDecimalOctalOrHexadecimal(String word, Long number) {
        String file = rule("r", "evt.type=open", "  capture_duration: " + word + "\n");
        if (number == null) {
            assertThat(error(file)).startsWith("LOAD_ERR_YAML_VALIDATE f1.yaml:6:21 Can't decode YAML scalar value");
        } else {
            assertThat(rules(file).getFirst().capture().durationMillis()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY", "alert", "Critical", "ERROR", "warning", "NOTICE", "Info", "informational", "debug"})
    void prioritiesAreReadInAnyCase(String priority) {
        assertThat(rules(rule("r", "evt.type=open", "").replace("NOTICE", priority)))
                .hasSize(1);
        assertThat(error(rule("r", "evt.type=open", "").replace("NOTICE", priority + "x")))
                .contains("Invalid priority");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list  | my-list.1 | items: [a]               | LOAD_UNUSED_LIST",
                "list  | a b       | items: [a]               | LOAD_INVALID_LIST_NAME",
                "list  | a,b       | items: [a]               | LOAD_INVALID_LIST_NAME",
                "macro | my_macro1 | condition: evt.type=open | LOAD_UNUSED_MACRO",
                "macro | my-macro  | condition: evt.type=open | LOAD_INVALID_MACRO_NAME",
                "macro | 1st       | condition: evt.type=open | LOAD_INVALID_MACRO_NAME",
                "macro | \u00e9    | condition: evt.type=open | LOAD_INVALID_MACRO_NAME",
            })
    void namesThatConditionsCannotUseAreWarnedOf(String kind, String name, String value, String code) {
        assertThat(warnings("- " + kind + ": '" + name + "'\n  " + value + "\n").getFirst())
                .isEqualTo(code);
    }
}
