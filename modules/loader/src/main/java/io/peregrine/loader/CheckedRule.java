package io.peregrine.loader;

import io.peregrine.alert.RuleLabel;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import java.util.Map;

/**
 * What loading makes of a rule for whoever evaluates it: everything checked, its output completed.
 *
 * @param label what alerts say of it; its source decides which events it sees
 * @param condition its checked condition
 * @param output its output
 * @param extras further output fields by name
 */
public record CheckedRule(RuleLabel label, Condition condition, Template output, Map<String, ExtraTemplate> extras) {
    public CheckedRule {
        extras = Map.copyOf(extras);
    }
}
