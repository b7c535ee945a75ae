package io.peregrine.app.author;

import io.peregrine.app.CommandFailure;
import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which tests of rules would find nothing any more if a text were loaded behind the rules. */
public final class HiddenTests {
    private static final String ADDED = "<suggestion>";

    private final AuthorRules rules;
    private final List<SourceText> texts;
    private final List<Path> tests;
    private final List<TestResult> before;

    /**
     * Runs the tests that belong to rules by their place.
     *
     * @param texts the rules files
     * @param loaded what they came to
     * @param named the rules files and folders as they were named
     * @throws CommandFailure when a file of tests cannot be read
     */
    public HiddenTests(AuthorRules rules, List<SourceText> texts, LoadResult loaded, List<Path> named)
            throws CommandFailure {
        this.rules = rules;
        this.texts = List.copyOf(texts);
        this.tests = TestFiles.besides(named);
        this.before = results(loaded);
    }

    private List<TestResult> results(LoadResult loaded) throws CommandFailure {
        return tests.isEmpty()
                ? List.of()
                : TestRun.of(rules, loaded, tests, false).files().stream()
                        .flatMap(file -> file.results().stream())
                        .toList();
    }

    /** How many tests expect a rule. */
    public int about(String rule) {
        return (int) before.stream().filter(result -> expects(result, rule)).count();
    }

    private static boolean expects(TestResult result, String rule) {
        return result.test().expected().stream()
                .anyMatch(expected -> expected.rule().equals(rule));
    }

    /**
     * The tests in which a rule matched and would not any more, by name.
     *
     * @param text what is loaded behind the rules
     * @throws CommandFailure when the rules do not load with it
     */
    public List<String> hiddenBy(String rule, String text) throws CommandFailure {
        List<SourceText> all = new ArrayList<>(texts);
        all.add(new SourceText(ADDED, text));
        LoadResult loaded = rules.setup().load(all);
        if (!loaded.successful()) {
            throw new CommandFailure("The exception for '" + rule + "' would not load:\n" + ReportText.summary(loaded));
        }
        List<TestResult> after = results(loaded);
        List<String> hidden = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            TestResult result = after.get(i);
            if (expects(result, rule)
                    && before.get(i).raised().contains(rule)
                    && !result.raised().contains(rule)) {
                hidden.add(result.test().name());
            }
        }
        return hidden;
    }
}
