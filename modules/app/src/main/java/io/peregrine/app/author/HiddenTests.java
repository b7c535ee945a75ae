package io.peregrine.app.author;

import io.peregrine.app.CommandFailure;
import io.peregrine.authoring.ruletest.RuleTest;
import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which tests of rules would find nothing any more if a text were loaded behind the rules. */
public final class HiddenTests {
    private static final String ADDED = "<suggestion>";

    private final AuthorRules rules;
    private final List<SourceText> texts;
    private final LoadResult loaded;
    private final List<Path> files;
    private final List<RuleTest> tests;

    /**
     * Looks at the tests that belong to rules by their place.
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
        this.loaded = loaded;
        this.files = TestFiles.besides(named);
        this.tests = TestRun.read(files).values().stream().flatMap(List::stream).toList();
    }

    /** How many tests expect a rule. */
    public int about(String rule) {
        return (int) tests.stream().filter(test -> expects(test, rule)).count();
    }

    private static boolean expects(RuleTest test, String rule) {
        return test.expected().stream().anyMatch(expected -> expected.rule().equals(rule));
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
        LoadResult changed = rules.setup().load(all);
        if (!changed.successful()) {
            throw new CommandFailure(
                    "The exception for '" + rule + "' would not load:\n" + ReportText.summary(changed));
        }
        List<TestResult> before = results(loaded, rule);
        List<TestResult> after = results(changed, rule);
        return IntStream.range(0, after.size())
                .filter(i -> before.get(i).raised().contains(rule)
                        && !after.get(i).raised().contains(rule))
                .mapToObj(i -> after.get(i).test().name())
                .toList();
    }

    private List<TestResult> results(LoadResult of, String rule) throws CommandFailure {
        return about(rule) == 0
                ? List.of()
                : TestRun.of(rules, of, files, new TestRun.Choice(test -> expects(test, rule), false)).files().stream()
                        .flatMap(file -> file.results().stream())
                        .toList();
    }
}
