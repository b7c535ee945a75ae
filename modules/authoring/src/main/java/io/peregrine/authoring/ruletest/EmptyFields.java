package io.peregrine.authoring.ruletest;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.filter.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which fields that outputs show had no value at any match of a test: events of the rule do not have them, or no test makes them. What the configuration appends
 * to every output about the container is left out.
 */
public final class EmptyFields {
    private final Map<String, List<String>> shown = new HashMap<>();
    private final Map<String, TreeSet<String>> empty = new LinkedHashMap<>();

    EmptyFields(List<RuleDefinition> rules) {
        for (RuleDefinition rule : rules) {
            List<String> names = new ArrayList<>();
            for (Template.Piece piece : rule.output().pieces()) {
                if (piece instanceof Template.Placeholder placeholder) {
                    placeholder.fields().stream()
                            .map(Template.NamedField::name)
                            .filter(name -> !name.startsWith("container.") && !name.startsWith("k8s."))
                            .forEach(names::add);
                }
            }
            shown.put(rule.label().name(), names);
        }
    }

    /** Looks at a match. */
    void seen(RuleAlert alert) {
        List<String> names = shown.getOrDefault(alert.ruleName(), List.of());
        TreeSet<String> still = empty.computeIfAbsent(alert.ruleName(), rule -> new TreeSet<>(names));
        still.removeIf(name -> hasValue(alert.fields().get(name)));
    }

    private static boolean hasValue(FieldValue value) {
        return switch (value) {
            case null -> false;
            case FieldValue.Absent absent -> false;
            case FieldValue.Text(String text) -> !text.isEmpty();
            default -> true;
        };
    }

    /** The fields by the rule, of rules that matched in a test. */
    public Map<String, List<String>> byRule() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        empty.forEach((rule, names) -> {
            if (!names.isEmpty()) {
                fields.put(rule, List.copyOf(names));
            }
        });
        return fields;
    }
}
