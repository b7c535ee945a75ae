package io.peregrine.authoring.pages;

import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.loader.CompiledRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule of the page.
 *
 * @param rule the rule
 * @param names the macros and lists that its condition names
 * @param fields the fields that its condition and its output read
 * @param tests the tests that expect it to match, run
 */
record RuleEntry(CompiledRule rule, Set<String> names, Set<String> fields, List<TestResult> tests) {
    private static final String MATURITY = "maturity_";

    RuleEntry {
        names = new TreeSet<>(names);
        fields = new TreeSet<>(fields);
        tests = List.copyOf(tests);
    }

    String name() {
        return rule.name();
    }

    String anchor() {
        return Html.anchor("rule", name());
    }

    Set<String> tags() {
        return rule.checked().label().tags();
    }

    /** How mature it is, by its tag; empty when it has none. */
    String maturity() {
        return tags().stream()
                .filter(tag -> tag.startsWith(MATURITY))
                .map(tag -> tag.substring(MATURITY.length()))
                .findFirst()
                .orElse("");
    }

    List<String> techniques() {
        return tags().stream().filter(Matrix::isTechnique).toList();
    }

    /** Its tests in a word: {@code none}, {@code passed} or {@code failed}. */
    String testState() {
        return tests.isEmpty() ? "none" : tests.stream().allMatch(TestResult::passed) ? "passed" : "failed";
    }
}
