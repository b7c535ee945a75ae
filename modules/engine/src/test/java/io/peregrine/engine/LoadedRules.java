package io.peregrine.engine;

import io.peregrine.loader.CheckedRule;
import java.util.List;

/** What a rule set takes of rules that were loaded. */
final class LoadedRules {
    private LoadedRules() {}

    /** The definitions of these rules, in their order. */
    static List<RuleDefinition> of(List<CheckedRule> rules) {
        return rules.stream()
                .map(rule -> new RuleDefinition(rule.label(), rule.condition(), rule.output(), rule.extras()))
                .toList();
    }
}
