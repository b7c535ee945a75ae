package io.peregrine.lsp.feature;

import io.peregrine.authoring.editor.TestState;
import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.loader.WrittenItem;
import io.peregrine.lsp.text.Definition;
import io.peregrine.lsp.text.Ranges;
import io.peregrine.lsp.text.RuleText;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;

/** What the tests say of each rule, above its name. */
public final class TestLenses {
    /** The command that runs the tests of a file; its argument is the file's address. */
    public static final String COMMAND = "peregrine.test";

    private TestLenses() {}

    /**
     * The lenses of a file.
     *
     * @param state how the tests stand; empty while they have not been run
     */
    public static List<CodeLens> of(RuleText file, Optional<TestState> state) {
        return file.definitions().stream()
                .filter(item -> item.kind() == WrittenItem.Kind.RULE && !item.changes())
                .map(item -> lens(file, item, state))
                .toList();
    }

    private static CodeLens lens(RuleText file, Definition rule, Optional<TestState> state) {
        String title = state.map(known -> title(rule.name(), known)).orElse("run the tests");
        return new CodeLens(
                Ranges.of(file.source(), rule.word()),
                new Command(title, COMMAND, List.of(Ranges.uri(file.source()))),
                null);
    }

    private static String title(String rule, TestState state) {
        if (!state.problem().isEmpty()) {
            return "the tests cannot be run";
        }
        List<TestResult> about = state.files().stream()
                .flatMap(file -> file.results().stream())
                .filter(result -> result.test().expected().stream()
                        .anyMatch(expected -> expected.rule().equals(rule)))
                .toList();
        long failed = about.stream().filter(result -> !result.passed()).count();
        String tests = about.size() == 1 ? "1 test" : about.size() + " tests";
        return about.isEmpty()
                ? "no test"
                : failed == 0 ? "✓ " + tests + " passed" : "✗ " + failed + " of " + tests + " failed";
    }
}
