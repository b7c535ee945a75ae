package io.peregrine.engine;

import io.peregrine.alert.RuleLabel;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import java.util.Map;

/**
 * A rule as a rule set takes it: checked, enabled, its output completed.
 *
 * @param label what alerts say of it; its source decides which events it sees
 * @param condition its checked condition
 * @param output its output
 * @param extras further output fields by name
 */
public record RuleDefinition(RuleLabel label, Condition condition, Template output, Map<String, ExtraTemplate> extras) {
    public RuleDefinition {
        extras = Map.copyOf(extras);
    }
}
