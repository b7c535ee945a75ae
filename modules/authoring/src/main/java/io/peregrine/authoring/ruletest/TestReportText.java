package io.peregrine.authoring.ruletest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How tests ended, for people: what failed with its reasons, and a line that counts. */
public final class TestReportText {
    private TestReportText() {}

    /**
     * The report.
     *
     * @param highlight sets off the word of a failure
     */
    public static String of(List<TestedFile> files, UnaryOperator<String> highlight) {
        StringBuilder text = new StringBuilder();
        int passed = 0;
        int failed = 0;
        Duration took = Duration.ZERO;
        for (TestedFile file : files) {
            text.append(file.name()).append('\n');
            for (TestResult result : file.results()) {
                took = took.plus(result.took());
                if (result.passed()) {
                    passed++;
                    text.append("  ok    ").append(result.test().name()).append('\n');
                } else {
                    failed++;
                    text.append("  ")
                            .append(highlight.apply("FAIL"))
                            .append("  ")
                            .append(result.test().name())
                            .append('\n');
                    text.append("          at ")
                            .append(result.test().span().place())
                            .append('\n');
                    result.failures()
                            .forEach(failure ->
                                    text.append("          ").append(failure).append('\n'));
                }
            }
        }
        return text.append(
                        String.format(Locale.ROOT, "%d passed, %d failed (%d ms)%n", passed, failed, took.toMillis()))
                .toString();
    }

    /** What no test reached. */
    public static String of(Coverage coverage, Set<String> reached) {
        List<Coverage.Branch> unreached = coverage.unreached(reached);
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d of %d rules and alternatives were reached by a test.%n",
                reached.size(),
                coverage.size()));
        String rule = "";
        for (Coverage.Branch branch : unreached) {
            if (branch.text().isEmpty()) {
                text.append("no test: ").append(branch.rule()).append('\n');
            } else {
                if (!branch.rule().equals(rule)) {
                    text.append("not all: ").append(branch.rule()).append('\n');
                }
                text.append("           ").append(shortened(branch.text())).append('\n');
            }
            rule = branch.rule();
        }
        return text.toString();
    }

    /** The fields that outputs show without any value, by the rule. */
    public static String of(Map<String, List<String>> emptyFields) {
        StringBuilder text = new StringBuilder();
        emptyFields.forEach((rule, fields) -> text.append("no value: ")
                .append(rule)
                .append("\n           ")
                .append(String.join(", ", fields))
                .append('\n'));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 140 ? text : text.substring(0, 137) + "...";
    }
}
