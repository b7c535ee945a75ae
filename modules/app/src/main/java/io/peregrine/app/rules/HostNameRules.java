package io.peregrine.app.rules;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which rules compare with names of hosts, and which of them lack an answer: until it comes, such a comparison holds for no address. Safe for any
 * thread.
 */
public final class HostNameRules {
    private static final Pattern FIELDS = Pattern.compile("fd\\.[csrl]ip\\.name");

    private final SystemHostNames hosts;
    private final Set<String> told = new HashSet<>();
    private volatile Map<String, SortedSet<String>> names = Map.of();

    /** Rules whose names these hosts answer for. */
    public HostNameRules(SystemHostNames hosts) {
        this.hosts = hosts;
    }

    /** From now on these rules are looked after. */
    public void follow(RuleSet rules) {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleDefinition rule = rules.rule(i);
            SortedSet<String> compared = new TreeSet<>();
            collect(rule.condition(), compared);
            if (!compared.isEmpty()) {
                found.put(rule.label().name(), compared);
            }
        }
        names = found;
    }

    private static void collect(Condition condition, Set<String> into) {
        switch (condition) {
            case Condition.And and -> and.children().forEach(child -> collect(child, into));
            case Condition.Or or -> or.children().forEach(child -> collect(child, into));
            case Condition.Not not -> collect(not.child(), into);
            case Condition.Check check -> {
                if (check.left() instanceof Expression.Field field
                        && FIELDS.matcher(field.reference().field().name()).matches()) {
                    constants(check.right()).forEach(constant -> add(constant, into));
                }
            }
        }
    }

    private static List<Constant> constants(Right right) {
        return switch (right) {
            case Right.Value value -> List.of(value.value());
            case Right.Values values -> values.values();
            case Right.Nothing _, Right.Computed _ -> List.of();
        };
    }

    private static void add(Constant constant, Set<String> into) {
        if (constant instanceof Constant.Bytes name) {
            into.add(name.text());
        }
    }

    /** The names that each rule lacks an answer for now, by rule. */
    public SortedMap<String, SortedSet<String>> lacking() {
        SortedMap<String, SortedSet<String>> lacking = new TreeMap<>();
        names.forEach((rule, compared) -> {
            SortedSet<String> unknown = new TreeSet<>(compared);
            unknown.removeIf(hosts::isKnown);
            if (!unknown.isEmpty()) {
                lacking.put(rule, unknown);
            }
        });
        return lacking;
    }

    /** A sentence for each rule that lacks an answer and was not named before. */
    public synchronized List<String> news() {
        List<String> sentences = new ArrayList<>();
        lacking().forEach((rule, unknown) -> {
            if (told.add(rule)) {
                sentences.add(
                        "The rule '" + rule + "' compares with host names that no name server has answered for yet: "
                                + String.join(", ", unknown) + ". Such a comparison holds from the answer on.");
            }
        });
        return sentences;
    }
}
