package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.compiled;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.rule;
import static io.peregrine.loader.RuleTexts.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the exceptions of a rule make of its condition. */
class ExceptionsTest {
    private static final String RULE = rule("r", "evt.type=open", """
              exceptions:
                - name: e
                  fields: proc.name
                  values: [a]
            """);

    private static String change(String exception, String how) {
        return "- rule: r\n  exceptions:\n    - " + exception + "\n  override: {exceptions: " + how + "}\n";
    }

    @Test
    void exceptionsBecomePartOfTheCondition() {
        assertThat(compiled("- list: names\n  items: [n1, n2]\n" + rule("r", "evt.type=open or fd.num=1", """
                  exceptions:
                    - name: tuple
                      fields: [proc.name, fd.name]
                      comps: [=, startswith]
                      values:
                        - [a, /etc]
                        - [b c, /usr]
                    - name: single
                      fields: proc.pname
                      values: [names, x]
                    - name: listed
                      fields: [proc.name, fd.name]
                      comps: [in, pmatch]
                      values:
                        - [[p, q], (/var)]
                    - name: nothing
                      fields: fd.name
                """)))
                .isEqualTo("((evt.type = open or fd.num = 1) and "
                        + "not ((proc.name = a and fd.name startswith /etc) or (proc.name = \"b c\" and fd.name startswith /usr)) "
                        + "and not proc.pname in (n1, n2, x) and not (proc.name in (p, q) and fd.name pmatch (/var)))");
    }

    /** The condition behind {@code evt.type=open} that an exception makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields: proc.name, values: [a, b]                                         | proc.name in (a, b)",
                "fields: proc.name, comps: pmatch, values: [/a]                            | proc.name pmatch (/a)",
                "fields: proc.name, comps: startswith oneof, values: [a, b]                | proc.name startswith oneof (a, b)",
                "fields: [proc.name], values: [[a], [b]]                                   | (proc.name = a or proc.name = b)",
                "fields: [proc.name], comps: [in], values: [[[a, b]]]                      | proc.name in (a, b)",
                "fields: [proc.name], comps: [in], values: [['(a, b)']]                    | proc.name in (a, b)",
                "fields: [proc.name], comps: [in], values: [[a]]                           | proc.name in (a)",
                "fields: [tolower(proc.name)], comps: [' = '], values: [[a]]               | tolower(proc.name) = a",
                "fields: [proc.name], comps: [contains anyof], values: [[[a, b]]]          | proc.name contains anyof (a, b)",
                "fields: [proc.name], values: [[a b]]                                      | proc.name = \"a b\"",
            })
    void valuesAreComparedAsTheExceptionSays(String exception, String expected) {
        assertThat(compiled(rule("r", "evt.type=open", "  exceptions: [{name: e, " + exception + "}]\n")))
                .isEqualTo("(evt.type = open and not " + expected + ")");
    }

    @Test
    void anExceptionWithoutValuesAddsNothing() {
        String none = "  exceptions: [{name: e, fields: proc.name}, {name: f, fields: [fd.name], values: []}]\n";
        assertThat(compiled(rule("r", "evt.type=open", none))).isEqualTo("evt.type = open");
        assertThat(compiled(rule("r", "evt.type=open", "  exceptions:\n"))).isEqualTo("evt.type = open");
    }

    @Test
    void appendedValuesJoinThoseOfTheSameName() {
        assertThat(compiled(RULE, change("{name: e, values: [b]}", "append")))
                .isEqualTo("(evt.type = open and not proc.name in (a, b))");
        assertThat(compiled(RULE, change("{name: f, fields: [fd.name], values: [[b]]}", "append")))
                .isEqualTo("(evt.type = open and not proc.name in (a) and not fd.name = b)");
        assertThat(warnings(RULE, change("{name: e}", "append"))).containsExactly("LOAD_APPEND_NO_VALUES");
    }

    @Test
    void replacedExceptionsMustSayTheirComps() {
        assertThat(compiled(RULE, change("{name: f, fields: [fd.name], comps: [=], values: [[b]]}", "replace")))
                .isEqualTo("(evt.type = open and not fd.name = b)");
        assertThat(error(RULE, change("{name: f, fields: [fd.name], values: [[b]]}", "replace")))
                .startsWith("LOAD_ERR_VALIDATE f2.yaml:3:26 ");
        assertThat(error(RULE, change("{name: f, fields: fd.name, values: [b]}", "replace")))
                .startsWith("LOAD_ERR_COMPILE_CONDITION f2.yaml:3:32 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: e, fields: proc.name, values: [b]   | Can not append exception fields",
                "name: e, comps: in, values: [b]           | Can not append exception comps",
                "name: f, values: [b]                      | Rule exception must have fields property",
                "name: f, fields: proc.name                | Rule exception must have values property",
            })
    void appendedExceptionsAreNewOrOnlyBringValues(String exception, String message) {
        assertThat(error(RULE, change("{" + exception + "}", "append")))
                .startsWith("LOAD_ERR_VALIDATE f2.yaml:3:")
                .contains(message);
    }
}
