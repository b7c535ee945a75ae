package io.peregrine.authoring.ruletest;

import io.peregrine.authoring.ruletest.RuleTest.Expected;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Snippet;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a file of tests. */
public final class RuleTestReader {
    private static final Set<String> KEYS = Set.of("test", "given", "expect", "forbid");
    private static final Set<String> EXPECTED_KEYS = Set.of("rule", "fields");

    private final TestFileProblems findings = new TestFileProblems();
    private final Path folder;

    private RuleTestReader(Path folder) {
        this.folder = folder;
    }

    /**
     * The tests of a file.
     *
     * @param tests those that could be read
     * @param diagnostics what is wrong, each with its place; without any all tests were read
     */
    public record Outcome(List<RuleTest> tests, List<Diagnostic> diagnostics) {
        public Outcome {
            tests = List.copyOf(tests);
            diagnostics = List.copyOf(diagnostics);
        }

        /** What is wrong, sentences with place and snippet. */
        public List<String> problems() {
            return diagnostics.stream()
                    .map(found -> found.span()
                            .map(span -> span.place() + ": " + found.message() + "\n" + Snippet.draw(span))
                            .orElse(found.message()))
                    .toList();
        }
    }

    /**
     * Reads the tests of a text.
     *
     * @param folder where captures with a relative path lie
     */
    public static Outcome read(SourceText source, Path folder) {
        return new RuleTestReader(folder).read(source);
    }

    private Outcome read(SourceText source) {
        YamlDocuments read = YamlReader.read(source);
        read.problem().ifPresent(problem -> findings.add(problem.span(), problem.message()));
        List<RuleTest> tests = new ArrayList<>();
        for (YamlNode document : read.documents()) {
            if (document instanceof YamlNode.Sequence sequence) {
                sequence.items().forEach(item -> tests.add(test(item)));
            } else {
                findings.add(document.span(), "A file of tests is a list of tests: '- test: what it says'.");
            }
        }
        return new Outcome(tests, findings.all());
    }

    private RuleTest test(YamlNode node) {
        Map<String, YamlNode> keys = findings.entries(node, KEYS, "a test");
        for (String needed : List.of("test", "given")) {
            if (node instanceof YamlNode.Mapping && !keys.containsKey(needed)) {
                findings.add(node.span(), "A test needs '" + needed + "'.");
            }
        }
        if (!keys.containsKey("expect") && !keys.containsKey("forbid") && node instanceof YamlNode.Mapping) {
            findings.add(node.span(), "A test needs 'expect' or 'forbid', else it cannot fail.");
        }
        StepReader steps = new StepReader(findings, folder);
        List<Step> given = new ArrayList<>();
        if (keys.get("given") instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> given.addAll(steps.read(item)));
        } else if (keys.containsKey("given")) {
            given.addAll(steps.read(keys.get("given")));
        }
        if (given.stream().map(Step::source).distinct().count() > 1) {
            findings.add(
                    node.span(),
                    "The events of a test are of one source; what a plugin brings and what the kernel sees are different tests.");
        }
        return new RuleTest(
                keys.containsKey("test") ? findings.text(keys.get("test")) : "",
                node.span(),
                given,
                keys.containsKey("expect") ? expected(keys.get("expect")) : List.of(),
                keys.containsKey("forbid") ? findings.texts(keys.get("forbid")) : List.of());
    }

    private List<Expected> expected(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream().map(this::oneExpected).toList();
        }
        return List.of(oneExpected(node));
    }

    private Expected oneExpected(YamlNode node) {
        if (node instanceof YamlNode.Scalar) {
            return new Expected(findings.text(node), Map.of());
        }
        Map<String, YamlNode> keys = findings.entries(node, EXPECTED_KEYS, "an expected alert");
        if (!keys.containsKey("rule")) {
            findings.add(node.span(), "An expected alert needs 'rule'.");
        }
        return new Expected(
                keys.containsKey("rule") ? findings.text(keys.get("rule")) : "",
                keys.containsKey("fields") ? findings.textMap(keys.get("fields")) : Map.of());
    }
}
