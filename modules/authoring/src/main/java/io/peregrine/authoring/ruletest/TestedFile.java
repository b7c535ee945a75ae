package io.peregrine.authoring.ruletest;

import java.util.List;

/**
 * A file of tests that were run.
 *
 * @param name the file
 * @param results how its tests ended, in their order
 */
public record TestedFile(String name, List<TestResult> results) {
    public TestedFile {
        results = List.copyOf(results);
    }

    /** How many tests failed. */
    public long failed() {
        return results.stream().filter(result -> !result.passed()).count();
    }
}
