package io.peregrine.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies selections. Rules are asked in the order in which they were switched on: first by their files, then by selections; a rule that
 * is on already keeps its place.
 */
final class RuleOrder {
    private RuleOrder() {}

    static List<CompiledRule> select(List<CompiledRule> rules, List<RuleSelection> selections) {
        Map<String, CompiledRule> on = new LinkedHashMap<>();
        rules.stream().filter(CompiledRule::enabled).forEach(rule -> on.put(rule.name(), rule));
        for (RuleSelection selection : selections) {
            for (CompiledRule rule : rules) {
                if (selection.covers(rule)) {
                    if (selection.enable()) {
                        on.putIfAbsent(rule.name(), rule);
                    } else {
                        on.remove(rule.name());
                    }
                }
            }
        }
        List<CompiledRule> ordered = new ArrayList<>();
        on.values().forEach(rule -> ordered.add(rule.switched(true)));
        rules.stream().filter(rule -> !on.containsKey(rule.name())).forEach(rule -> ordered.add(rule.switched(false)));
        return ordered;
    }
}
