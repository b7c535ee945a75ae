package io.peregrine.fuzz;

import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.schema.EventTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Rule sets that read every field in every way: each operator that a field takes, transformers, and outputs that print all fields of every
 * event. Cut into several sets, so that one round judges by one of them.
 */
final class FieldRules {
    private static final int FIELDS_PER_OUTPUT = 24;
    private static final int CONDITIONS_PER_SET = 120;
    private static final List<String> CONDITIONS = List.of(
            "%s exists",
            "%s = 1",
            "%s != 0",
            "%s > 3",
            "%s = abc",
            "%s contains a",
            "%s icontains A",
            "%s startswith /",
            "%s endswith d",
            "%s in (a, b, /etc)",
            "%s in (1, 2, 3)",
            "%s intersects (a, 0)",
            "%s pmatch (/etc, /tmp, /usr/bin)",
            "%s glob *a*",
            "%s iglob *A?",
            "%s regex .*[a-f]+.*",
            "%s bcontains 00",
            "%s bstartswith 2f",
            "%s = true",
            "%s = 127.0.0.1",
            "%s in (10.0.0.0/8, 172.16.0.0/12)",
            "%s = ::1",
            "%s = open",
            "len(%s) > 3",
            "toupper(%s) = A",
            "b64(%s) = a",
            "basename(%s) = passwd",
            "concat(%s, proc.name) contains x",
            "join(\"/\", (%s, proc.exe)) = a",
            "%s = val(proc.name)",
            "%s in anyof (a, b)");

    private final Catalog catalog =
            BuiltinFields.syscall(FieldSettings.DEFAULT, List.of(new ContainerPlugin(ContainerOptions.USUAL).fields()));
    private final List<RuleSet> sets = new ArrayList<>();

    /** Rules over all fields; the same seed makes the same sets. */
    FieldRules(long seed) {
        List<String> fields = new ArrayList<>();
        catalog.fields().forEach(field -> references(field).forEach(fields::add));
        List<RuleDefinition> outputs = outputs(fields);
        List<RuleDefinition> conditions = conditions(fields);
        Collections.shuffle(conditions, new Random(seed));
        for (int from = 0; from < conditions.size(); from += CONDITIONS_PER_SET) {
            List<RuleDefinition> rules =
                    new ArrayList<>(conditions.subList(from, Math.min(from + CONDITIONS_PER_SET, conditions.size())));
            rules.add(outputs.get(sets.size() % outputs.size()));
            rules.add(outputs.get((sets.size() + outputs.size() / 2) % outputs.size()));
            sets.add(plan(rules));
        }
    }

    /** The sets. */
    List<RuleSet> sets() {
        return sets;
    }

    private static Stream<String> references(FieldInfo field) {
        String name = field.name();
        Stream<String> bare = field.argumentRequired() ? Stream.empty() : Stream.of(name);
        return Stream.concat(
                bare,
                switch (field.argument()) {
                    case NONE -> Stream.empty();
                    case INDEX, NUMBER, UNSIGNED ->
                        Stream.of(name + "[0]", name + "[1]", name + "[7]", name + "[4000000000]");
                    case KEY -> Stream.of(name + "[PATH]", name + "[a]");
                    case INDEX_OR_KEY, UNSIGNED_OR_KEY ->
                        Stream.of(name + "[0]", name + "[2]", name + "[PATH]", name + "[cpu]");
                    case PARAMETER ->
                        Stream.concat(Stream.of(name + "[0]", name + "[5]", name + "[31]"), parameters(name));
                    case RAW_PARAMETER -> parameters(name);
                    case SRC_OR_DST -> Stream.of(name + ".src", name + ".dst");
                    case SUFFIX -> Stream.of(name + ".cpu", name + ".memory");
                    case EVENT_NAME -> Stream.of(name + ".open", name + ".clone");
                });
    }

    private static Stream<String> parameters(String field) {
        return EventTable.all().stream()
                .flatMap(event -> event.params().stream())
                .map(param -> field + "." + param.name())
                .distinct();
    }

    private List<RuleDefinition> outputs(List<String> fields) {
        List<String> printed = fields.stream()
                .filter(field -> catalog.find(field.split("\\[")[0])
                        .filter(info -> info.has(FieldFlag.FILTER_ONLY))
                        .isEmpty())
                .toList();
        List<RuleDefinition> rules = new ArrayList<>();
        for (int from = 0; from < printed.size(); from += FIELDS_PER_OUTPUT) {
            List<String> part = printed.subList(from, Math.min(from + FIELDS_PER_OUTPUT, printed.size()));
            List<RuleDefinition> rule = load("evt.num >= 0", "%" + String.join(" %", part));
            if (rule.isEmpty()) {
                part.forEach(field -> rules.addAll(load("evt.num >= 0", "%" + field)));
            }
            rules.addAll(rule);
        }
        return rules;
    }

    private List<RuleDefinition> conditions(List<String> fields) {
        List<RuleDefinition> rules = new ArrayList<>();
        for (String field : fields) {
            for (String form : CONDITIONS) {
                rules.addAll(load(form.replace("%s", field), "%evt.num " + form.charAt(0)));
            }
        }
        return rules;
    }

    private RuleSet plan(List<RuleDefinition> rules) {
        return RuleSet.plan(rules, Map.of(BuiltinFields.SYSCALL, catalog), new ValueText(BufferFormat.DOTS));
    }

    /** The rule with this condition and output, nothing when it does not load or an argument does not fit its field. */
    private List<RuleDefinition> load(String condition, String output) {
        String text = "- rule: r\n  desc: d\n  priority: DEBUG\n  condition: '" + condition.replace("'", "''")
                + "'\n  output: '" + output.replace("'", "''") + "'\n";
        LoadResult result = RuleLoader.load(List.of(new SourceText("fuzz.yaml", text)), LoaderSettings.of(catalog));
        if (!result.successful()) {
            return List.of();
        }
        try {
            List<RuleDefinition> rules = RuleDefinitions.of(result.checkedRules());
            plan(rules);
            return rules;
        } catch (FieldException e) {
            return List.of();
        }
    }
}
