package io.peregrine.authoring.editor;

import io.peregrine.authoring.ruletest.TestedFile;
import java.util.List;

/**
 * How the tests of rules stand.
 *
 * @param files the files of tests with their results
 * @param problem why they could not be run; empty when they could, or when there are none
 */
public record TestState(List<TestedFile> files, String problem) {
    /** No tests. */
    public static final TestState NONE = new TestState(List.of(), "");

    public TestState {
        files = List.copyOf(files);
    }
}
