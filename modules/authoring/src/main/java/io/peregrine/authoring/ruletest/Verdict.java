package io.peregrine.authoring.ruletest;

import io.peregrine.alert.RuleAlert;
import io.peregrine.diagnostics.NameDistance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the alerts of a test against what it expects and forbids. */
final class Verdict {
    private final TestedRules rules;
    private final RuleTest test;
    private final List<RuleAlert> alerts;
    private final List<String> failures;

    Verdict(TestedRules rules, RuleTest test, List<RuleAlert> alerts, List<String> failures) {
        this.rules = rules;
        this.test = test;
        this.alerts = alerts;
        this.failures = failures;
    }

    void judge() {
        test.expected().forEach(this::expect);
        Set<String> expected = new LinkedHashSet<>();
        test.expected().forEach(entry -> expected.add(entry.rule()));
        Set<String> unwanted = new LinkedHashSet<>();
        for (RuleAlert alert : alerts) {
            boolean named = test.forbidden().contains(alert.ruleName());
            boolean other = test.forbidden().contains(RuleTest.ALL_OTHERS) && !expected.contains(alert.ruleName());
            if (named || other) {
                unwanted.add("The rule '" + alert.ruleName() + "' must not match, but did: " + alert.message());
            }
        }
        failures.addAll(unwanted);
        test.forbidden().stream()
                .filter(name -> !name.equals(RuleTest.ALL_OTHERS))
                .forEach(this::known);
    }

    private boolean known(String rule) {
        if (rules.names().contains(rule)) {
            return true;
        }
        failures.add("There is no enabled rule '" + rule + "'"
                + NameDistance.closest(rule, rules.names())
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("."));
        return false;
    }

    private void expect(RuleTest.Expected expected) {
        if (!known(expected.rule())) {
            return;
        }
        List<RuleAlert> ofRule = alerts.stream()
                .filter(alert -> alert.ruleName().equals(expected.rule()))
                .toList();
        if (ofRule.isEmpty()) {
            failures.add("The rule '" + expected.rule() + "' did not match; " + raised());
            return;
        }
        List<String> differences = new ArrayList<>();
        for (RuleAlert alert : ofRule) {
            List<String> of = differences(alert, expected.fields());
            if (of.isEmpty()) {
                return;
            }
            differences.addAll(of);
        }
        failures.add("The rule '" + expected.rule() + "' matched, but " + String.join("; ", differences) + ".");
    }

    private static List<String> differences(RuleAlert alert, Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !RuleTestRunner.shown(alert, field.getKey()).equals(field.getValue()))
                .map(field -> field.getKey() + " is '" + RuleTestRunner.shown(alert, field.getKey()) + "' and not '"
                        + field.getValue() + "'")
                .toList();
    }

    private String raised() {
        List<String> names = alerts.stream().map(RuleAlert::ruleName).distinct().toList();
        return names.isEmpty() ? "no rule did." : "these did: " + String.join(", ", names) + ".";
    }
}
