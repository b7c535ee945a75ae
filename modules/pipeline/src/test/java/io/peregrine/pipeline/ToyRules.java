package io.peregrine.pipeline;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.PluginEventText;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rule sets of a test: rules for sources, over the usual fields and one that throws. */
final class ToyRules {
    /** {@code toy.thrower} has the call's result as its value and throws for results from 100 on. */
    private static final FieldClass TOYS = new FieldClass(
            "toy",
            "Fields of tests.",
            Set.of(),
            List.of(field("toy.thrower", "Throws for large results.")
                    .number(ParamType.INT64, PrintFormat.DEC, (context, out) -> {
                        long result = context.event().signed(FakeSource.RESULT);
                        if (result >= 100) {
                            throw new IllegalArgumentException("toy " + result);
                        }
                        return out.set(result);
                    })));

    private final Map<String, Catalog> catalogs = new HashMap<>();
    private final List<RuleDefinition> rules = new ArrayList<>();

    ToyRules() {
        catalogs.put(BuiltinFields.SYSCALL, BuiltinFields.syscall(FieldSettings.DEFAULT, List.of(TOYS)));
    }

    /** Makes a source of a plugin known. */
    ToyRules source(String name) {
        catalogs.put(name, BuiltinFields.plugin(FieldSettings.DEFAULT, name, PluginEventText.NONE, List.of(TOYS)));
        return this;
    }

    ToyRules rule(String source, String condition, String output) throws FilterException, TemplateException {
        Catalog catalog = catalogs.get(source);
        rules.add(new RuleDefinition(
                RuleLabel.of("rule " + rules.size(), Priority.DEBUG, source, List.of()),
                ConditionFilter.check(condition, catalog),
                new TemplateParser(new ConditionChecker(catalog, Services.ofThisMachine())).parse(output),
                Map.of()));
        return this;
    }

    RuleSet plan() {
        return RuleSet.plan(rules, catalogs, new ValueText(BufferFormat.DOTS));
    }
}
