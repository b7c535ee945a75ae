package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.compile.Evaluator;
import io.peregrine.engine.naive.NaiveEvaluator;
import io.peregrine.engine.naive.RandomConditions;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All evaluators say the same of random conditions, event by event, and what the naive one says. */
class EvaluatorAgreementTest {
    private static final int CONDITIONS = Integer.getInteger("peregrine.test.conditions", 150);
    /** Every event of the smallest capture is compared, and one of so many of the others. */
    private static final int STRIDE = Integer.getInteger("peregrine.test.stride", 101);

    private static final long SEED = Long.getLong("peregrine.test.seed", 4);

    private final Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private final ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());

    private record Case(String text, Expr parsed, RuleDefinition rule) {}

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void agreesOnRandomConditions(RecordedCapture recorded) {
        Path capture = recorded.in(folder);
        RandomConditions random = new RandomConditions(catalog, SEED);
        new RecordedReplay().run(capture, random::sample);
        List<Case> cases = cases(random);
        RecordedReplay replay = new RecordedReplay();
        List<Judged> evaluators = new ArrayList<>();
        for (Evaluator evaluator : Evaluator.values()) {
            evaluators.add(judged(evaluator, cases, replay));
        }
        evaluators.add(judged("a profile", rules -> RuleProfile.install(rules, List.of("syscall")), cases, replay));
        evaluators.add(judged("a sample", rules -> RuleProfile.sample(rules, 3), cases, replay));
        BitSet matched = evaluators.getFirst().matched();
        NaiveEvaluator naive = new NaiveEvaluator(catalog, checker);
        BitSet ever = new BitSet();
        int stride = recorded == RecordedCapture.SYSCALLS ? 1 : STRIDE;
        replay.run(capture, event -> {
            for (Judged one : evaluators) {
                one.matched().clear();
                one.judge().judge();
                assertThat(one.matched())
                        .as("event %d by %s", event.event().number(), one.evaluator())
                        .isEqualTo(matched);
            }
            ever.or(matched);
            if (event.event().number() % stride == 0 && !event.event().stateOnly()) {
                for (int i = 0; i < cases.size(); i++) {
                    assertThat(matched.get(i))
                            .as("event %d: %s", event.event().number(), cases.get(i).text)
                            .isEqualTo(naive.test(cases.get(i).parsed, event));
                }
            }
        });
        assertThat(ever.cardinality()).as("conditions that ever held").isGreaterThan(cases.size() / 4);
    }

    private record Judged(String evaluator, Judge judge, BitSet matched) {}

    private Judged judged(Evaluator evaluator, List<Case> cases, RecordedReplay replay) {
        return judged(evaluator.name(), rules -> evaluator.install(rules, trouble -> fail(trouble)), cases, replay);
    }

    private Judged judged(String evaluator, Consumer<RuleSet> install, List<Case> cases, RecordedReplay replay) {
        RuleSet rules = RuleSet.plan(
                cases.stream().map(Case::rule).toList(), Map.of("syscall", catalog), new ValueText(BufferFormat.DOTS));
        install.accept(rules);
        BitSet matched = new BitSet();
        return new Judged(
                evaluator,
                new Judge(
                        rules,
                        "syscall",
                        replay.context(),
                        RuleMatching.ALL,
                        (set, rule, context) -> matched.set(rule)),
                matched);
    }

    private List<Case> cases(RandomConditions random) {
        List<Case> cases = new ArrayList<>();
        while (cases.size() < CONDITIONS) {
            String text = random.next();
            try {
                Expr parsed = ConditionParser.parse(MappedText.unmapped(text));
                RuleLabel label = RuleLabel.of("r" + cases.size(), Priority.DEBUG, "syscall", List.of());
                cases.add(new Case(
                        text,
                        parsed,
                        new RuleDefinition(
                                label, checker.check(parsed).condition(), new Template(List.of()), Map.of())));
            } catch (FilterException refused) {
                continue;
            }
        }
        return cases;
    }
}
