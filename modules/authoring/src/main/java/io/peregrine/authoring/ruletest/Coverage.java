package io.peregrine.authoring.ruletest;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.authoring.explain.ConditionText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rules, and which alternatives in their conditions, no test reached. An alternative is one side of an {@code or}; it is reached when it holds at an event
 * at which its rule matches. What stands under a {@code not} is none.
 */
public final class Coverage {
    private static final String MARK = "\u0000branch ";

    private final Map<String, Branch> branches = new LinkedHashMap<>();
    private final List<RuleDefinition> definitions = new ArrayList<>();

    /**
     * An alternative of a condition.
     *
     * @param rule the name of its rule
     * @param text the alternative as it was written
     */
    public record Branch(String rule, String text) {}

    /** The alternatives of these rules. */
    public static Coverage of(List<RuleDefinition> rules) {
        Coverage coverage = new Coverage();
        for (RuleDefinition rule : rules) {
            coverage.add(rule, new Branch(rule.label().name(), ""), rule.condition());
            coverage.alternatives(rule, rule.condition());
        }
        return coverage;
    }

    private void alternatives(RuleDefinition rule, Condition condition) {
        switch (condition) {
            case Condition.And and -> and.children().forEach(child -> alternatives(rule, child));
            case Condition.Or or ->
                or.children().forEach(child -> {
                    add(
                            rule,
                            new Branch(rule.label().name(), ConditionText.of(child)),
                            new Condition.And(List.of(rule.condition(), child)));
                    alternatives(rule, child);
                });
            case Condition.Not not -> {}
            case Condition.Check check -> {}
        }
    }

    private void add(RuleDefinition rule, Branch branch, Condition condition) {
        String name = MARK + branches.size();
        branches.put(name, branch);
        definitions.add(new RuleDefinition(
                RuleLabel.of(name, Priority.DEBUG, rule.label().source(), List.of()),
                condition,
                new Template(List.of()),
                Map.of()));
    }

    /** Rules that match when an alternative is reached; to be judged beside the others. */
    List<RuleDefinition> definitions() {
        return List.copyOf(definitions);
    }

    /** Whether a rule that matched is one of {@link #definitions()}. */
    static boolean isBranch(String rule) {
        return rule.startsWith(MARK);
    }

    /** The rules that no test reached, and the alternatives of the others that no test reached. */
    public List<Branch> unreached(Set<String> reached) {
        Set<String> untested = new LinkedHashSet<>();
        branches.forEach((name, branch) -> {
            if (branch.text().isEmpty() && !reached.contains(name)) {
                untested.add(branch.rule());
            }
        });
        return branches.entrySet().stream()
                .filter(entry -> !reached.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(branch -> branch.text().isEmpty() || !untested.contains(branch.rule()))
                .distinct()
                .toList();
    }

    /** How many rules and alternatives there are. */
    public int size() {
        return branches.size();
    }
}
