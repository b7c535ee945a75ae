package io.peregrine.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.rules.LoadResult;
import io.peregrine.engine.rules.LoaderSettings;
import io.peregrine.engine.rules.ReportText;
import io.peregrine.engine.rules.RuleLoader;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For each kind of finding, cases that have it and cases that nearly have it. */
class LintTest {
    private static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    private static List<Diagnostic> check(String file) {
        LoadResult result = RuleLoader.load(List.of(new SourceText("f.yaml", file)), SETTINGS);
        assertThat(result.successful()).as(ReportText.summary(result)).isTrue();
        return Lint.check(result);
    }

    private static String rule(String name, String condition) {
        return "- rule: %s\n  desc: d\n  condition: >\n    %s\n  output: x\n  priority: INFO\n"
                .formatted(name, condition);
    }

    private static List<String> codes(String file) {
        return check(file).stream().map(Diagnostic::code).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.type=close",
                "evt.type in (open, openat) and evt.type in (close, dup)",
                "evt.type=open and proc.name=a and proc.name=b",
                "evt.type=open and proc.name in (a, b) and not proc.name in (a, b, c)",
                "evt.type=open and proc.name in ()",
                "evt.type=open and fd.num > 5 and fd.num < 3",
                "evt.type=open and fd.num >= 5 and fd.num < 5",
                "evt.type=open and fd.name startswith /etc and fd.name startswith /usr",
                "evt.type=open and fd.name = /etc/x and fd.name startswith /usr",
                "evt.type=open and fd.name exists and not fd.name exists",
                "evt.type=open and fd.name = x and not fd.name exists",
                "evt.type=open and proc.name=a and (proc.name=b or proc.name=c)",
                "evt.type=open and ((proc.name=b and proc.name=a) or (fd.num < 1 and fd.num > 1))",
                "evt.type=open and not (proc.name != a or proc.name != b) and proc.name=c",
                "evt.type=open and proc.is_exe_writable=true and proc.is_exe_writable=false",
                "evt.type=open and tolower(proc.name)=a and tolower(proc.name)=b",
            })
    void conditionsThatAreNeverTrueAreFound(String condition) {
        assertThat(codes(rule("r", condition))).containsExactly(Findings.NEVER_TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open or evt.type=close",
                "evt.type in (open, openat) and evt.type in (openat, dup)",
                "evt.type=open and proc.name=a and proc.pname=b",
                "evt.type=open and proc.name in (a, b) and not proc.name in (a, c)",
                "evt.type=open and not proc.name in ()",
                "evt.type=open and fd.num > 3 and fd.num < 5",
                "evt.type=open and fd.num >= 5 and fd.num <= 5",
                "evt.type=open and fd.name startswith /etc and fd.name startswith /etc/ssh",
                "evt.type=open and proc.aname=a and proc.aname=b",
                "evt.type=open and fd.ip = 1.2.3.4 and fd.ip = 5.6.7.8",
                "evt.type=open and fd.types in (file) and fd.types intersects (ipv4)",
                "evt.type=open and not fd.name = x and not fd.name exists",
                "evt.type=open and ((proc.name=b and proc.name=a) or fd.num < 1)",
                "evt.type=open and fd.name glob /etc/* and fd.name startswith /usr",
                "evt.type=open and fd.net = 10.0.0.0/8 and fd.net = 192.168.0.0/16",
                "evt.type=open and proc.name != a and proc.name != b",
            })
    void conditionsThatCanBeTrueAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open|evt.type=open and proc.name=a",
                "evt.type in (open, openat)|evt.type=open",
                "evt.type=open and proc.name in (a, b)|evt.type=open and proc.name=a and fd.num=1",
                "evt.type=open and proc.name exists|evt.type=open and proc.name=a",
                "evt.type=open and fd.name startswith /etc|evt.type=open and fd.name startswith /etc/ssh",
                "evt.type=open and fd.name startswith /etc|evt.type=open and fd.name=/etc/passwd",
                "evt.type=open and (proc.name=a or proc.name=b)|evt.type=open and proc.name=b",
                "evt.type=open and not proc.name=a|evt.type=open and not proc.name in (a, b)",
                "evt.type=open and (fd.num=1 or fd.num=2 or fd.num=3)|evt.type=open and (fd.num=1 or fd.num=3)",
                "evt.type=open and not proc.name exists|evt.type=open and not proc.name exists and fd.num=1",
            })
    void rulesBehindWiderRulesAreFound(String earlier, String later) {
        assertThat(codes(rule("first", earlier) + rule("second", later))).containsExactly(Findings.SHADOWED_RULE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open and proc.name=a|evt.type=open",
                "evt.type=open|evt.type in (open, openat)",
                "evt.type=open and proc.name=a|evt.type=open and proc.name in (a, b)",
                "evt.type=open and proc.name=a|evt.type=open and proc.name exists",
                "evt.type=open and fd.name startswith /etc/ssh|evt.type=open and fd.name startswith /etc",
                "evt.type=open and proc.name=b|evt.type=open and (proc.name=a or proc.name=b)",
                "evt.type=open and not proc.name in (a, b)|evt.type=open and not proc.name=a",
                "evt.type=open and proc.name=a|evt.type=openat and proc.name=a",
                "evt.type=open and proc.name != a|evt.type=open and not proc.name=a",
                "evt.type=open and proc.aname=a|evt.type=open and proc.aname in (a, b)",
            })
    void rulesThatMatchMoreAreNotShadowed(String earlier, String later) {
        assertThat(codes(rule("first", earlier) + rule("second", later))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.arg.addr=x",
                "evt.type=close and evt.arg.flags contains O_RDONLY",
                "evt.type in (open, openat) and evt.rawarg.domain=1",
                "evt.type=close and not evt.arg.name=x",
                "(evt.type=open and evt.arg.addr=x) or evt.type=connect",
                "evt.type=dup and tolower(evt.arg.name)=x",
                "evt.type=open and (fd.num=1 or evt.arg.addr exists)",
                "not evt.type in (connect, open) and evt.type=close and evt.arg.flags=x",
                "evt.type=chdir and evt.arg.mode=x",
                "evt.type=dup and evt.rawarg.mode > 1",
            })
    void parametersThatNoEventHasAreFound(String condition) {
        assertThat(codes(rule("r", condition))).containsExactly(Findings.ABSENT_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.arg.name=x",
                "evt.type in (open, connect) and evt.arg.addr=x",
                "evt.type=connect and evt.arg.tuple contains x",
                "evt.arg.name=x",
                "not evt.type=open and evt.arg.addr=x",
                "(evt.type=open and evt.arg.name=x) or evt.type=connect",
                "evt.type=open and evt.arg[0]=x",
                "evt.type=close and evt.arg.fd=x",
                "evt.type=close and evt.rawarg.res < 0",
                "evt.type in (open, dup) and (evt.type=dup or evt.arg.flags=x)",
            })
    void parametersThatSomeEventHasAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    @Test
    void whatIsRepeatedOrUnusedIsFound() {
        List<Diagnostic> findings =
                check("""
                - list: a
                  items: [x, y, x]
                - list: b
                  items: [y, x]
                - macro: m
                  condition: fd.num = 1 and proc.name in (a, b)
                - macro: n
                  condition: fd.num = 1  and proc.name in (a, b)
                - macro: unused
                  condition: fd.num = 3
                """ + rule("r", "evt.type=open and m and not n") + rule("s", "evt.type=openat and fd.num=7")
                        + rule("t", "evt.type=openat and fd.num=7"));
        assertThat(findings)
                .extracting(finding -> finding.span().orElseThrow().line() + 1 + " " + finding.code())
                .containsExactly(
                        "2 LINT_DUPLICATE",
                        "3 LINT_DUPLICATE",
                        "7 LINT_DUPLICATE",
                        "8 LINT_NEVER_TRUE",
                        "9 LINT_UNUSED",
                        "23 LINT_DUPLICATE");
    }

    @Test
    void placesToFillInAreNotRepetitions() {
        assertThat(codes("""
                - list: a
                  items: []
                - list: b
                  items: []
                - list: c
                  items: [x]
                - list: d
                  items: [x]
                - macro: none
                  condition: fd.num = 0
                - macro: m
                  condition: (none)
                - macro: n
                  condition: (none)
                """ + rule("r", "evt.type=open and not m and not n and not proc.name in (a, b, c, d)")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc.name = cat", "proc.name contains cat", "proc.args = 'run cat now'", "proc.name!=cat"})
    void valuesThatAreNamesOfListsAreFound(String comparison) {
        assertThat(codes("- list: cat\n  items: [dog]\n" + rule("r", "evt.type=open and " + comparison)))
                .containsExactly(Findings.SWALLOWED_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.name in (cat)",
                "proc.name in (cat) and fd.name = /cat",
                "proc.name in (cat) and fd.name = 'a-cat'"
            })
    void listsInTheirPlaceAreNot(String comparison) {
        assertThat(codes("- list: cat\n  items: [dog]\n" + rule("r", "evt.type=open and " + comparison)))
                .isEmpty();
    }

    @Test
    void findingsHaveALineAReasonAndAFix() {
        List<Diagnostic> findings = check(rule("r", "evt.type=open and proc.name=a and proc.name=b"));
        assertThat(LintText.text(findings))
                .contains("f.yaml:4:39: warning: the rule 'r' can never match: ")
                .contains("\n                                      ^~~~~~~~~~~\n")
                .contains("hint: ")
                .endsWith("1 finding\n");
        assertThat(LintText.json(findings)).contains("\"line\":4,\"column\":39").contains("\"fix\":\"");
    }
}
