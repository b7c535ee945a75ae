package io.peregrine.engine;

import static io.peregrine.fields.FieldBuilder.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.event.ByteString;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.field.Dependency;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules whose conditions read what nobody has told yet are named, each for itself. */
class LackingRulesTest {
    @TempDir
    private Path folder;

    /** The image is told for events of odd numbers alone. */
    private Catalog catalog() {
        List<FieldClass> classes =
                new ArrayList<>(BuiltinFields.syscall(FieldSettings.DEFAULT).classes());
        classes.add(new FieldClass(
                "late",
                "Fields that come late.",
                Set.of(),
                List.of(field("late.image", "A text.")
                        .on(Dependency.ADDED_SLOT)
                        .late(context -> Optional.empty())
                        .text((context, out) -> {
                            if (context.event().number() % 2 == 0) {
                                context.lack();
                                return false;
                            }
                            return out.set(ByteString.of("web"));
                        }))));
        return new Catalog(classes);
    }

    private record Told(SortedMap<String, Long> lacked, long events) {}

    /** How often each rule lacked something, and how many events of even numbers there were. */
    private Told lacked(RuleMatching matching, String... conditions) {
        Catalog catalog = catalog();
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < conditions.length; i++) {
            file.append("- {rule: r%d, desc: d, condition: '%s', output: '%%late.image', priority: INFO}\n"
                    .formatted(i, conditions[i]));
        }
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(
                        RuleLoader.load(List.of(new SourceText("f", file.toString())), LoaderSettings.of(catalog))
                                .checkedRules()),
                Map.of("syscall", catalog),
                new ValueText(BufferFormat.DOTS));
        SortedMap<String, Long> counts = new TreeMap<>();
        long[] even = {0};
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(rules, "syscall", replay.context(), matching, new MatchHandler() {
            @Override
            public void matched(RuleSet set, int rule, EvalContext context) {
                set.output(rule).alert(context, "host");
            }

            @Override
            public void lacked(int rule) {
                counts.merge(rules.rule(rule).label().name(), 1L, Long::sum);
            }
        });
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
            judge.judge();
            boolean lacks = event.event().number() % 2 == 0 && !event.event().stateOnly();
            even[0] += lacks ? 1 : 0;
        });
        return new Told(counts, even[0]);
    }

    @Test
    void eachRuleThatReadsAnAnswerIsNamedAlsoOneThatSharesIt() {
        Told told = lacked(RuleMatching.ALL, "evt.num > 0 and late.image = web", "evt.num >= 0 and late.image = web");
        assertThat(told.events()).isPositive();
        assertThat(told.lacked())
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("r0", told.events(), "r1", told.events())));
    }

    @Test
    void aRuleThatDecidesWithoutItIsNot() {
        assertThat(lacked(RuleMatching.ALL, "evt.num < 0 and late.image = web", "evt.num > 0")
                        .lacked())
                .isEmpty();
    }

    /** What may come late is asked when nothing else has decided, wherever it stands in the condition. */
    @Test
    void aRuleThatAsksForItFirstAndDecidesWithoutItIsNotEither() {
        assertThat(lacked(RuleMatching.ALL, "late.image = web and evt.num < 0", "late.image = web or evt.num > 0")
                        .lacked())
                .isEmpty();
    }

    @Test
    void aRuleBehindTheFirstMatchIsNotAsked() {
        assertThat(lacked(RuleMatching.FIRST, "evt.num > 0", "late.image = web").lacked())
                .isEmpty();
        Told told = lacked(RuleMatching.FIRST, "not late.image = web", "late.image = web");
        assertThat(told.lacked()).containsExactlyEntriesOf(new TreeMap<>(Map.of("r0", told.events())));
    }
}
