package io.peregrine.loader;

import java.util.List;
import java.util.Optional;

/**
 * What came out of loading.
 *
 * @param reports one for each file, in order
 * @param unmetRequirement a sentence when a file demands a plugin that is not there
 * @param rules all rules that compiled and are urgent enough, switched on or off, in the order in which an event asks them
 * @param details everything that descriptions need
 */
public record LoadResult(
        List<LoadReport> reports, Optional<String> unmetRequirement, List<CompiledRule> rules, LoadedDetails details) {
    public LoadResult {
        reports = List.copyOf(reports);
        rules = List.copyOf(rules);
    }

    /** Whether no file has an error and every requirement is met. */
    public boolean successful() {
        return unmetRequirement.isEmpty() && reports.stream().allMatch(LoadReport::successful);
    }

    /** The rules that are switched on, in the order in which an event asks them. */
    public List<CompiledRule> enabledRules() {
        return rules.stream().filter(CompiledRule::enabled).toList();
    }

    /** What an evaluator takes of {@link #enabledRules()}. */
    public List<CheckedRule> checkedRules() {
        return enabledRules().stream().map(CompiledRule::checked).toList();
    }
}
