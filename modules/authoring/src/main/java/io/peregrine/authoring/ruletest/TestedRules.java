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
 * @param catalogs the fields, by the source
 * @param empty which fields of outputs have no value
 */
public record TestedRules(RuleSet rules, Set<String> names, Map<String, Catalog> catalogs, EmptyFields empty) {
    private static final String PREFIX = "expected:";

    public TestedRules {
        names = Set.copyOf(names);
        catalogs = Map.copyOf(catalogs);
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
        Map<String, Map<String, ExtraTemplate>> wanted = new HashMap<>();
        for (RuleTest test : tests) {
            for (RuleTest.Expected expected : test.expected()) {
                for (String field : expected.fields().keySet()) {
                    template(fields.catalogs().get(test.source()), field, test, problems)
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
                RuleSet.plan(completed, fields.catalogs(), fields.text()),
                names,
                fields.catalogs(),
                new EmptyFields(definitions));
    }

    /**
     * How fields are read and printed.
     *
     * @param catalogs the fields, by the source
     * @param text how their values are printed
     */
    public record Fields(Map<String, Catalog> catalogs, ValueText text) {
        public Fields {
            catalogs = Map.copyOf(catalogs);
        }
    }

    /** The fields of a source. */
    Catalog catalog(String source) {
        return catalogs.get(source);
    }

    private static Optional<Template> template(Catalog catalog, String field, RuleTest test, List<String> problems) {
        if (catalog == null) {
            return Optional.empty(); // the test itself says that its source is unknown
        }
        try {
            ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());
            return Optional.of(new TemplateParser(checker).parse("%" + field));
        } catch (TemplateException e) {
            problems.add(test.span().place() + ": The test '" + test.name() + "' expects a value of '" + field
                    + "', which is no field; see peregrine --list.");
            return Optional.empty();
        }
    }
}
