package io.peregrine.authoring.ruletest;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules made ready for tests: each alert also shows the fields that a test expects of its rule.
 *
 * @param rules the rules
 * @param names their names
 * @param catalog the fields
 */
public record TestedRules(RuleSet rules, Set<String> names, Catalog catalog) {
    private static final String SOURCE = "syscall";
    private static final String PREFIX = "expected:";

    public TestedRules {
        names = Set.copyOf(names);
    }

    /** The name under which an alert shows a field that a test expects. */
    static String shownAs(String field) {
        return PREFIX + field;
    }

    /**
     * Prepares rules for tests.
     *
     * @param coverage the alternatives that are watched; of no rules where coverage is not asked for
     * @param problems is told of each field of an expectation that is none, in a sentence
     * @throws io.peregrine.engine.eval.PlanException when a condition asks what cannot be done
     * @throws io.peregrine.fields.FieldException when a field refuses an argument or operator
     */
    public static TestedRules of(
            List<RuleDefinition> definitions,
            Coverage coverage,
            List<RuleTest> tests,
            Fields fields,
            List<String> problems) {
        TemplateParser parser = new TemplateParser(new ConditionChecker(fields.catalog(), Services.ofThisMachine()));
        Map<String, Map<String, ExtraTemplate>> wanted = new HashMap<>();
        for (RuleTest test : tests) {
            for (RuleTest.Expected expected : test.expected()) {
                for (String field : expected.fields().keySet()) {
                    template(parser, field, test, problems)
                            .ifPresent(template -> wanted.computeIfAbsent(expected.rule(), rule -> new HashMap<>())
                                    .put(shownAs(field), new ExtraTemplate("%" + field, template, false)));
                }
            }
        }
        List<RuleDefinition> completed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RuleDefinition rule : definitions) {
            Map<String, ExtraTemplate> extras = new HashMap<>(rule.extras());
            extras.putAll(wanted.getOrDefault(rule.label().name(), Map.of()));
            names.add(rule.label().name());
            completed.add(new RuleDefinition(rule.label(), rule.condition(), rule.output(), extras));
        }
        completed.addAll(coverage.definitions());
        return new TestedRules(
                RuleSet.plan(completed, Map.of(SOURCE, fields.catalog()), fields.text()), names, fields.catalog());
    }

    /**
     * How fields are read and printed.
     *
     * @param catalog the fields
     * @param text how their values are printed
     */
    public record Fields(Catalog catalog, ValueText text) {}

    private static Optional<Template> template(
            TemplateParser parser, String field, RuleTest test, List<String> problems) {
        try {
            return Optional.of(parser.parse("%" + field));
        } catch (TemplateException e) {
            problems.add(test.span().place() + ": The test '" + test.name() + "' expects a value of '" + field
                    + "', which is no field; see peregrine --list.");
            return Optional.empty();
        }
    }
}
