package io.peregrine.authoring.ruletest;

import java.time.Duration;
import java.util.List;

/**
 * How a test ended.
 *
 * @param test the test
 * @param failures what was not as it should be, a sentence each; empty when it passed
 * @param raised the names of the rules that matched, in order
 * @param took how long it ran
 */
public record TestResult(RuleTest test, List<String> failures, List<String> raised, Duration took) {
    public TestResult {
        failures = List.copyOf(failures);
        raised = List.copyOf(raised);
    }

    /** Whether everything was as it should be. */
    public boolean passed() {
        return failures.isEmpty();
    }
}
