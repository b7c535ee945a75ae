package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.compile.Evaluator;
import io.peregrine.engine.naive.NaiveEvaluator;
import io.peregrine.event.Compatibility;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Services;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules over a field whose reading changes what others read say the same as if they were asked one by one, each comparison where it stands. */
class EffectsTest {
    /** Before the path is read, openat of the capture is about the file, afterwards about the directory that the path begins from. */
    private static final List<String> COMPARISONS = List.of(
            "evt.abspath exists",
            "evt.abspath startswith /etc",
            "evt.abspath endswith d",
            "evt.abspath.dst exists",
            "evt.type = openat",
            "evt.type in (openat, newfstatat)",
            "fd.name = /etc",
            "fd.name startswith /etc/",
            "fd.name contains .d",
            "fd.name = val(evt.abspath)",
            "fd.directory = /",
            "fd.directory = /etc",
            "len(fd.name) > 5",
            "proc.name exists");

    private static final int CONDITIONS = 60;

    private final Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private final ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());

    private record Asked(String text, Expr parsed, BitSet codes, RuleDefinition rule) {}

    private record Capture(Path file, Compatibility compatibility) {}

    @TempDir
    private Path folder;

    @Test
    void whatHasAnEffectSaysSo() {
        assertThat(catalog.fields().stream()
                        .filter(field -> field.has(FieldFlag.TURNS_TO_DESCRIPTOR))
                        .map(FieldInfo::name))
                .containsExactly("evt.abspath");
    }

    @ParameterizedTest
    @EnumSource(Compatibility.class)
    void noReadIsMovedAcrossAnEffect(Compatibility compatibility) {
        Capture capture = new Capture(RecordedCapture.SUSPICIOUS.in(folder), compatibility);
        List<Asked> conditions = conditions(new Random(11));
        List<BitSet> planned = planned(conditions, capture, Evaluator.CLOSURES);
        assertThat(planned(conditions, capture, Evaluator.COMPILED)).isEqualTo(planned);
        List<BitSet> naive = naive(conditions, capture);
        assertThat(planned).hasSameSizeAs(naive);
        BitSet turned = new BitSet();
        for (int event = 0; event < planned.size(); event++) {
            BitSet differs = (BitSet) planned.get(event).clone();
            differs.xor(naive.get(event));
            assertThat(differs.stream().mapToObj(rule -> conditions.get(rule).text()))
                    .as("event %d", event)
                    .isEmpty();
            turned.or(planned.get(event));
        }
        assertThat(turned.cardinality()).isGreaterThan(CONDITIONS / 4);
    }

    private List<BitSet> planned(List<Asked> conditions, Capture capture, Evaluator evaluator) {
        RuleSet rules = RuleSet.plan(
                conditions.stream().map(Asked::rule).toList(),
                Map.of("syscall", catalog),
                new ValueText(BufferFormat.DOTS));
        evaluator.install(rules, trouble -> fail(trouble));
        List<BitSet> answers = new ArrayList<>();
        RecordedReplay replay = new RecordedReplay(capture.compatibility());
        Judge judge = new Judge(
                rules,
                "syscall",
                replay.context(),
                RuleMatching.ALL,
                (set, rule, context) -> answers.getLast().set(rule));
        replay.run(capture.file(), event -> {
            answers.add(new BitSet());
            judge.judge();
        });
        return answers;
    }

    private List<BitSet> naive(List<Asked> conditions, Capture capture) {
        NaiveEvaluator naive = new NaiveEvaluator(catalog, checker);
        List<BitSet> answers = new ArrayList<>();
        new RecordedReplay(capture.compatibility()).run(capture.file(), event -> {
            BitSet holds = new BitSet();
            for (int i = 0; i < conditions.size() && !event.event().stateOnly(); i++) {
                boolean asked = conditions.get(i).codes().get(event.event().code());
                holds.set(i, asked && naive.test(conditions.get(i).parsed(), event));
                event.endRule();
            }
            answers.add(holds);
        });
        return answers;
    }

    /** Conditions of which many read the field with the effect. */
    private List<Asked> conditions(Random random) {
        List<Asked> conditions = new ArrayList<>();
        while (conditions.size() < CONDITIONS) {
            String text = condition(random, 2);
            try {
                Expr parsed = ConditionParser.parse(MappedText.unmapped(text));
                var condition = checker.check(parsed).condition();
                RuleLabel label = RuleLabel.of("r" + conditions.size(), Priority.DEBUG, "syscall", List.of());
                conditions.add(new Asked(
                        text,
                        parsed,
                        EventSelection.eventCodes(condition),
                        new RuleDefinition(label, condition, new Template(List.of()), Map.of())));
            } catch (FilterException refused) {
                continue;
            }
        }
        return conditions;
    }

    private static String condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            String comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
            return random.nextInt(4) == 0 ? "not " + comparison : comparison;
        }
        String word = random.nextBoolean() ? " and " : " or ";
        return "(" + condition(random, depth - 1) + word + condition(random, depth - 1) + word
                + condition(random, depth - 1) + ")";
    }
}
