package io.peregrine.app.author;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.authoring.ruletest.Coverage;
import io.peregrine.authoring.ruletest.RuleTest;
import io.peregrine.authoring.ruletest.RuleTestReader;
import io.peregrine.authoring.ruletest.RuleTestRunner;
import io.peregrine.authoring.ruletest.TestedFile;
import io.peregrine.authoring.ruletest.TestedRules;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.fields.FieldException;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tests of rules, run: the results, and what no test reached. */
public final class TestRun {
    /** Every test, without a look at what it reaches. */
    public static final Choice ALL = new Choice(test -> true, false);

    private final Map<Path, List<RuleTest>> tests;
    private final Coverage coverage;
    private final RuleTestRunner runner;
    private final List<TestedFile> files = new ArrayList<>();

    private TestRun(Map<Path, List<RuleTest>> tests, Coverage coverage, RuleTestRunner runner) {
        this.tests = tests;
        this.coverage = coverage;
        this.runner = runner;
    }

    /**
     * Which tests are run, and how.
     *
     * @param wanted the tests that are run
     * @param covering whether it is looked at what they reach
     */
    public record Choice(Predicate<RuleTest> wanted, boolean covering) {}

    /**
     * Runs the tests of files.
     *
     * @param loaded the rules, enabled or not
     * @throws CommandFailure when a file of tests cannot be read
     */
    public static TestRun of(AuthorRules rules, LoadResult loaded, List<Path> files, Choice choice)
            throws CommandFailure {
        Map<Path, List<RuleTest>> tests = read(files);
        tests.replaceAll((file, list) -> list.stream().filter(choice.wanted()).toList());
        return of(rules, loaded, tests, choice.covering());
    }

    private static TestRun of(AuthorRules rules, LoadResult loaded, Map<Path, List<RuleTest>> tests, boolean covering)
            throws CommandFailure {
        List<RuleDefinition> definitions = RuleDefinitions.of(
                loaded.rules().stream().map(CompiledRule::checked).toList());
        Coverage coverage = Coverage.of(covering ? definitions : List.of());
        TestedRules tested = prepare(rules.setup(), definitions, coverage, tests);
        TestRun run = new TestRun(tests, coverage, new RuleTestRunner(tested, rules.testedSources()));
        run.run();
        return run;
    }

    private void run() {
        tests.forEach((file, list) -> files.add(
                new TestedFile(file.toString(), list.stream().map(runner::run).toList())));
    }

    private static TestedRules prepare(
            RuleSetup setup, List<RuleDefinition> definitions, Coverage coverage, Map<Path, List<RuleTest>> tests)
            throws CommandFailure {
        List<String> problems = new ArrayList<>();
        try {
            List<RuleTest> all = tests.values().stream().flatMap(List::stream).toList();
            TestedRules rules = TestedRules.of(definitions, coverage, all, setup.printedFields(), problems);
            fail(problems);
            return rules;
        } catch (PlanException | FieldException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** The tests of files, without running them. */
    static Map<Path, List<RuleTest>> read(List<Path> files) throws CommandFailure {
        Map<Path, List<RuleTest>> tests = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            SourceText text = RuleSetup.read(List.of(file)).getFirst();
            RuleTestReader.Outcome outcome =
                    RuleTestReader.read(text, file.toAbsolutePath().getParent());
            problems.addAll(outcome.problems());
            tests.put(file, outcome.tests());
        }
        fail(problems);
        return tests;
    }

    private static void fail(List<String> problems) throws CommandFailure {
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("\n", problems));
        }
    }

    /** The files with their results, in order. */
    public List<TestedFile> files() {
        return List.copyOf(files);
    }

    /** Whether every test passed. */
    public boolean passed() {
        return files.stream().allMatch(file -> file.failed() == 0);
    }

    /** What there was to reach. */
    public Coverage coverage() {
        return coverage;
    }

    /** The tests' runner, which knows what was reached. */
    public RuleTestRunner runner() {
        return runner;
    }
}
