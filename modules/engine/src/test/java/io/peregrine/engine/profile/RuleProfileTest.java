package io.peregrine.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.Judge;
import io.peregrine.engine.RecordedReplay;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile counts; that profiled rules judge right is shown by EvaluatorAgreementTest. */
class RuleProfileTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);

    @TempDir
    private Path folder;

    private static RuleSet plan(String... conditions) throws FilterException {
        ConditionChecker checker = new ConditionChecker(CATALOG, Services.ofThisMachine());
        List<RuleDefinition> rules = new ArrayList<>();
        for (String condition : conditions) {
            rules.add(new RuleDefinition(
                    RuleLabel.of("r" + rules.size(), Priority.DEBUG, "syscall", List.of()),
                    checker.check(ConditionParser.parse(MappedText.unmapped(condition)))
                            .condition(),
                    new Template(List.of()),
                    Map.of()));
        }
        return RuleSet.plan(rules, Map.of("syscall", CATALOG), new ValueText(BufferFormat.DOTS));
    }

    private long[] matches(RuleSet rules, RuleMatching matching) {
        long[] matches = new long[rules.size()];
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(rules, "syscall", replay.context(), matching, (set, rule, context) -> matches[rule]++);
        replay.run(RecordedCapture.SUSPICIOUS.in(folder), event -> judge.judge());
        return matches;
    }

    private static RuleCost cost(RuleProfile profile, int rule) {
        return profile.costs(1).stream()
                .filter(cost -> cost.rule().name().equals("r" + rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyAskingEndsInAMatchOrInARejectionOfOnePart() throws FilterException {
        String shared = "(fd.num > 2 and proc.name != none)";
        String[] conditions = {
            "evt.type in (openat, close) and fd.name contains /etc and not proc.name in (bash, cat)",
            "evt.type in (openat, close) and " + shared + " and (proc.name = cat or fd.name endswith .so)",
            "evt.type = close and " + shared + " and fd.num < 5",
            "evt.type = mount and proc.name = nobody",
        };
        long[] right = matches(plan(conditions), RuleMatching.ALL);
        RuleSet rules = plan(conditions);
        RuleProfile profile = RuleProfile.install(rules, List.of("syscall"));

        assertThat(matches(rules, RuleMatching.ALL)).isEqualTo(right);

        assertThat(right[1]).isPositive();
        for (int rule = 0; rule < conditions.length; rule++) {
            RuleCost cost = cost(profile, rule);
            assertThat(cost.matched()).isEqualTo(right[rule]);
            assertThat(cost.asked()).isGreaterThanOrEqualTo(cost.matched());
            assertThat(cost.rejections().stream()
                            .mapToDouble(RuleCost.Rejection::share)
                            .sum())
                    .isCloseTo(cost.rejections().isEmpty() ? 0 : 1, within(1e-9));
        }
        assertThat(cost(profile, 0).rejections())
                .extracting(RuleCost.Rejection::part)
                .contains("fd.name contains /etc", "not proc.name in (bash, cat)");
        assertThat(cost(profile, 1).rejections())
                .extracting(RuleCost.Rejection::part)
                .containsExactlyInAnyOrder("fd.num > 2", "proc.name = cat or fd.name endswith .so");
        assertThat(cost(profile, 2).rejections())
                .as("a shared part that was asked by another rule is named by what rejects in it")
                .extracting(RuleCost.Rejection::part)
                .containsExactlyInAnyOrder("fd.num > 2", "fd.num < 5");
        assertThat(profile.sharedKnown()).isPositive().isLessThan(profile.sharedAsked());
    }

    @Test
    void aRuleBehindTheFirstThatMatchesIsNotAsked() throws FilterException {
        RuleSet rules = plan("evt.type = close and fd.num >= 0", "evt.type = close and fd.num < 0 or evt.type = close");
        RuleProfile profile = RuleProfile.install(rules, List.of("syscall"));
        long[] matches = matches(rules, RuleMatching.FIRST);

        assertThat(cost(profile, 1).asked()).isEqualTo(cost(profile, 0).asked() - matches[0]);
        assertThat(profile.events()).isGreaterThanOrEqualTo(cost(profile, 0).asked());
    }

    @Test
    void aSampleSaysAboutWhatAWholeProfileSays() throws FilterException {
        String[] conditions = {"evt.type in (openat, close) and fd.num > 2", "evt.type = close and fd.num < 5"};
        RuleSet all = plan(conditions);
        RuleProfile whole = RuleProfile.install(all, List.of("syscall"));
        long[] right = matches(all, RuleMatching.ALL);
        RuleSet some = plan(conditions);
        RuleProfile sample = RuleProfile.sample(some, 4);

        assertThat(matches(some, RuleMatching.ALL)).isEqualTo(right);

        List<RuleCost> estimated = sample.of("syscall").orElseThrow().costs();
        assertThat(estimated).hasSize(2);
        for (int rule = 0; rule < conditions.length; rule++) {
            long asked = cost(whole, rule).asked();
            assertThat(estimated.get(rule).asked())
                    .isBetween(asked - 4 * all.source("syscall").codes().cardinality(), asked);
            assertThat(estimated.get(rule).nanos())
                    .as("what the clock itself takes is taken off, which may be all")
                    .isNotNegative();
            assertThat(estimated.get(rule).rejections())
                    .extracting(RuleCost.Rejection::part)
                    .containsExactlyElementsOf(cost(whole, rule).rejections().stream()
                            .map(RuleCost.Rejection::part)
                            .toList());
        }
        assertThat(sample.of("another source")).isEmpty();
    }

    @Test
    void aRuleThatLooksAtMoreCostsMore() throws FilterException {
        StringBuilder long_ =
                new StringBuilder("evt.type in (openat, close, read, mmap, fstat) and (fd.name contains zq0");
        for (int i = 1; i < 200; i++) {
            long_.append(" or fd.name contains zq").append(i);
        }
        RuleSet rules =
                plan("evt.type = close and fd.num < 0", long_.append(')').toString());
        RuleProfile profile = RuleProfile.install(rules, List.of("syscall"));
        matches(rules, RuleMatching.ALL);

        assertThat(profile.costs(1).getFirst().rule().name()).isEqualTo("r1");
        assertThat(cost(profile, 1).nanosAlone()).isPositive();
    }
}
