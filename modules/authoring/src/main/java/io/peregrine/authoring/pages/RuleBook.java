package io.peregrine.authoring.pages;

import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.Template;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoadedDetails;
import io.peregrine.loader.WrittenItem;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page is made of.
 *
 * @param rules the rules, by name
 * @param items the macros and lists that are used, by name
 * @param details what macros and lists come to
 */
record RuleBook(List<RuleEntry> rules, List<WrittenItem> items, LoadedDetails details) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.-]*");

    RuleBook {
        rules = List.copyOf(rules);
        items = List.copyOf(items);
    }

    /** The book of loaded rules and their tests. */
    static RuleBook of(LoadResult loaded, List<TestResult> tests) {
        Map<String, WrittenItem> items = new TreeMap<>();
        loaded.details().items().stream()
                .filter(item -> item.kind() != WrittenItem.Kind.RULE)
                .forEach(item -> items.put(item.name(), item));
        List<RuleEntry> rules = loaded.rules().stream()
                .sorted(Comparator.comparing(CompiledRule::name, String.CASE_INSENSITIVE_ORDER))
                .map(rule -> entry(rule, items.keySet(), tests))
                .toList();
        return new RuleBook(rules, List.copyOf(items.values()), loaded.details());
    }

    private static RuleEntry entry(CompiledRule rule, Set<String> known, List<TestResult> tests) {
        Set<String> names = new HashSet<>();
        Matcher words = WORD.matcher(rule.texts().condition());
        while (words.find()) {
            if (known.contains(words.group())) {
                names.add(words.group());
            }
        }
        Set<String> fields = new HashSet<>(ConditionFields.in(rule.checked().condition()));
        rule.checked().output().pieces().forEach(piece -> {
            if (piece instanceof Template.Placeholder placeholder) {
                placeholder.fields().forEach(field -> fields.add(field.name().replaceFirst("\\[.*", "")));
            }
        });
        List<TestResult> about = tests.stream()
                .filter(result -> result.test().expected().stream()
                        .anyMatch(expected -> expected.rule().equals(rule.name())))
                .toList();
        return new RuleEntry(rule, names, fields, about);
    }

    /** The tree of a macro's condition as it was written; empty when it is none by itself. */
    static Optional<Expr> tree(String condition) {
        try {
            return Optional.of(ConditionParser.parse(MappedText.unmapped(condition)));
        } catch (FilterException e) {
            return Optional.empty();
        }
    }
}
