package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.event.Compatibility;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What conditions mean, theme by theme: for how many recorded events each holds, and the sum of these events' numbers, as Falco answered. A
 * condition on constants holds for all events or for none.
 */
class MeaningsTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private static final ConditionChecker CHECKER =
            new ConditionChecker(CATALOG, Services.ofFile(Path.of("/nonexistent")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "globs",
                "regular-expressions",
                "paths",
                "quantifiers",
                "transformers",
                "missing-values-and-pairs",
                "numbers-and-addresses"
            })
    void holdForTheEventsThatFalcoFound(String theme) throws Exception {
        List<String[]> lines =
                resource(theme).lines().map(line -> line.split("\t", 3)).toList();
        List<RuleDefinition> rules = new ArrayList<>();
        for (String[] line : lines) {
            rules.add(rule(line[2].translateEscapes()));
        }
        long[] counts = new long[rules.size()];
        long[] sums = new long[rules.size()];
        RecordedReplay replay = new RecordedReplay(Compatibility.EXACT);
        Judge judge = new Judge(
                RuleSet.plan(rules, Map.of("syscall", CATALOG), new ValueText(BufferFormat.DOTS)),
                "syscall",
                replay.context(),
                RuleMatching.ALL,
                (set, rule, event) -> {
                    counts[rule]++;
                    sums[rule] += event.event().event().number();
                });
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> judge.judge());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            String[] line = lines.get(i);
            if (counts[i] != Long.parseLong(line[0]) || sums[i] != Long.parseLong(line[1])) {
                wrong.add("%s: %s events (%s) expected, %d (%d) found"
                        .formatted(line[2], line[0], line[1], counts[i], sums[i]));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static RuleDefinition rule(String condition) throws FilterException {
        return new RuleDefinition(
                RuleLabel.of(condition, Priority.DEBUG, "syscall", List.of()),
                CHECKER.check(ConditionParser.parse(MappedText.unmapped(condition)))
                        .condition(),
                new Template(List.of()),
                Map.of());
    }

    private static String resource(String theme) throws IOException {
        try (InputStream in = MeaningsTest.class.getResourceAsStream("meanings/" + theme + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
