package io.peregrine.app.rules;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.loader.CheckedRule;
import java.util.List;

/** What a rule set takes of rules that were loaded. */
public final class RuleDefinitions {
    private RuleDefinitions() {}

    /** The definitions of these rules, in their order. */
    public static List<RuleDefinition> of(List<CheckedRule> rules) {
        return rules.stream()
                .map(rule -> new RuleDefinition(rule.label(), rule.condition(), rule.output(), rule.extras()))
                .toList();
    }
}
