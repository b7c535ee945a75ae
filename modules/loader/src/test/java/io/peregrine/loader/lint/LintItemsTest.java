package io.peregrine.loader.lint;

import static io.peregrine.loader.lint.LintCases.check;
import static io.peregrine.loader.lint.LintCases.codes;
import static io.peregrine.loader.lint.LintCases.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For each kind of finding about lists, macros and values, cases that have it and cases that nearly have it. In the short form of a case,
 * {@code |} ends an item: {@code list NAME = ITEMS} (or {@code none}), {@code macro NAME = CONDITION}, {@code rule CONDITION}.
 */
class LintItemsTest {
    private static String file(String brief) {
        StringBuilder file = new StringBuilder();
        int rules = 0;
        for (String item : brief.split("\\|")) {
            String[] parts = item.strip().split("\\s+", 2);
            String[] definition = parts[1].split(" = ", 2);
            switch (parts[0]) {
                case "list" ->
                    file.append(
                            "- list: %s\n  items: [%s]\n".formatted(definition[0], definition[1].replace("none", "")));
                case "macro" -> file.append("- macro: %s\n  condition: %s\n".formatted(definition[0], definition[1]));
                default -> file.append(rule("r" + ++rules, "evt.type=open and " + parts[1]));
            }
        }
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list a = x, y, x | rule proc.name in (a)",
                "list a = x, y | list b = x, y | rule proc.name in (a) and proc.pname in (b)",
                "list a = x, y | list b = y, x | rule proc.name in (a) and proc.pname in (b)",
                "list a = 1, 2, '1' | rule fd.num in (a)",
                "macro m = fd.num=1 and proc.name=x | macro n = fd.num=1 and proc.name=x | rule m and not (n and fd.num=2)",
                "macro m = fd.num=1 and proc.name=x | macro n = fd.num=1  and  proc.name=x | rule (m or n)",
                "macro m = (fd.num=1 or fd.num=2) | macro n = (fd.num=1 or fd.num=2) | rule (m or n or fd.num=3)",
                "rule fd.num=7 | rule fd.num=7",
                "rule fd.num=7 and proc.name in (a, b) | rule fd.num=7 and proc.name in (a, b)",
                "macro m = fd.num=7 | rule m | rule fd.num=7",
                "list a = \"x y\", z, \"x y\" | rule proc.name in (a)",
            })
    void whatStandsThereTwiceIsFound(String brief) {
        assertThat(codes(file(brief))).containsExactly(LintFindings.DUPLICATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list a = x, y, X | rule proc.name in (a)",
                "list a = x, y | list b = x, z | rule proc.name in (a) and proc.pname in (b)",
                "list a = x, y | list b = x, y, z | rule proc.name in (a) and proc.pname in (b)",
                "list a = x | list b = x | rule proc.name in (a) and proc.pname in (b)",
                "macro m = fd.num=1 and proc.name=x | macro n = proc.name=y and fd.num=1 | rule (m or n)",
                "macro m = fd.num=1 | macro n = fd.num=1 | rule (m or n)",
                "macro m = (fd.num=1 or fd.num=2) | macro n = (fd.num=1 or fd.num=3) | rule (m or n)",
                "rule fd.num=7 | rule fd.num=8",
                "rule fd.num=7 and proc.name in (a, b) | rule fd.num=7 and proc.name in (b, c)",
                "list a = x y, xy | rule proc.name in (a)",
                "list a = none | list b = none | rule not proc.name in (a) and not proc.pname in (b)",
            })
    void whatOnlyLooksTheSameIsNot(String brief) {
        assertThat(codes(file(brief))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list a = x | rule fd.num=1",
                "macro m = fd.num=1 | rule fd.num=2",
                "list a = x | rule proc.name in (aa)",
                "list a = x | rule proc.name = aa",
                "macro m = fd.num=1 | rule proc.name = mm",
                "list a-b = x | rule proc.name in (a)",
                "macro m = fd.num=1 | rule proc.name = m",
                "list a = x | rule proc.args startswith a/b",
                "list a = x | rule proc.name contains a.b",
                "macro m = fd.num=1 | rule proc.name in (m)",
            })
    void whatIsUsedNowhereIsFound(String brief) {
        assertThat(codes(file(brief))).containsExactly(LintFindings.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list a = x | rule proc.name in (a)",
                "macro m = fd.num=1 | rule m",
                "macro m = fd.num=1 | rule not m",
                "list a = x | list b = a, y | rule proc.name in (b)",
                "list a = x | macro m = proc.name in (a) | rule m",
                "macro m = fd.num=1 | macro n = m or fd.num=2 | rule n",
                "list a = x | rule proc.name in (b, a, c)",
                "list a = x | rule fd.name pmatch (a)",
                "macro m = fd.num=1 | rule (m)",
                "list a-b = x | rule proc.name in (a-b)",
                "list a = x | rule fd.types intersects (a)",
            })
    void whatIsUsedSomewhereIsNot(String brief) {
        assertThat(codes(file(brief))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.name = cat",
                "proc.name contains cat",
                "proc.args = 'run cat now'",
                "proc.name!=cat",
                "fd.name startswith cat",
                "fd.name endswith cat",
                "proc.name glob cat",
                "proc.name iglob cat",
                "proc.cmdline icontains cat",
                "proc.args contains \"cat\" and proc.args contains \" cat \"",
                "proc.name in ('big cat now')",
                "proc.name regex cat",
            })
    void valuesThatAreNamesOfListsAreFound(String comparison) {
        assertThat(codes("- list: cat\n  items: [dog]\n" + rule("r", "evt.type=open and " + comparison)))
                .containsExactly(LintFindings.SWALLOWED_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.name in (cat)",
                "proc.name in (cat) and fd.name = /cat",
                "proc.name in (cat) and fd.name = 'a-cat'",
                "proc.name in (cat) and fd.name = cat.txt",
                "proc.name in (mouse, cat) and proc.pname = cats",
                "proc.name in (cat) and proc.args contains 'cat/mouse'",
                "fd.name pmatch (cat)",
                "fd.types intersects (cat)",
                "proc.name = anyof (cat)",
                "proc.name in(cat)",
                "proc.name in ( cat , mouse )",
            })
    void listsInTheirPlaceAreNot(String comparison) {
        assertThat(codes("- list: cat\n  items: [dog]\n" + rule("r", "evt.type=open and " + comparison)))
                .isEmpty();
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
}
