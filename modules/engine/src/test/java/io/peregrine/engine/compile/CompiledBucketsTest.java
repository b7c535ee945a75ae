package io.peregrine.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.Bucket;
import io.peregrine.engine.Judge;
import io.peregrine.engine.RecordedReplay;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.naive.RandomConditions;
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
import io.peregrine.schema.EventCodes;
import io.peregrine.testkit.RecordedCapture;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What compiled buckets are beside right, which EvaluatorAgreementTest shows: in the place of the closures, in any size, and gone with their rules. */
@Timeout(300)
class CompiledBucketsTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);

    private final List<String> trouble = new ArrayList<>();

    @TempDir
    private Path folder;

    private static RuleSet plan(List<String> conditions) {
        ConditionChecker checker = new ConditionChecker(CATALOG, Services.ofThisMachine());
        List<RuleDefinition> rules = new ArrayList<>();
        for (String condition : conditions) {
            try {
                rules.add(new RuleDefinition(
                        RuleLabel.of("r" + rules.size(), Priority.DEBUG, "syscall", List.of()),
                        checker.check(ConditionParser.parse(MappedText.unmapped(condition)))
                                .condition(),
                        new Template(List.of()),
                        Map.of()));
            } catch (FilterException e) {
                throw new IllegalArgumentException(condition, e);
            }
        }
        return RuleSet.plan(rules, Map.of("syscall", CATALOG), new ValueText(BufferFormat.DOTS));
    }

    private List<BitSet> answers(RuleSet rules, RuleMatching matching) {
        List<BitSet> answers = new ArrayList<>();
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(
                rules,
                "syscall",
                replay.context(),
                matching,
                (set, rule, context) -> answers.getLast().set(rule));
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
            answers.add(new BitSet());
            judge.judge();
        });
        return answers;
    }

    private void agree(List<String> conditions, RuleMatching matching) {
        RuleSet compiled = plan(conditions);
        Evaluator.COMPILED.install(compiled, trouble::add);
        assertThat(trouble).isEmpty();
        Bucket bucket = compiled.source("syscall").bucket(EventCodes.SYSCALL_OPENAT_2_X);
        assertThat(bucket.getClass().isHidden()).isTrue();
        assertThat(answers(compiled, matching)).isEqualTo(answers(plan(conditions), matching));
    }

    @Test
    void manyRulesAreAskedInOrder() {
        List<String> conditions = IntStream.range(0, 1000)
                .mapToObj(i -> "evt.type in (openat, close) and (fd.num > %d or evt.num < %d)".formatted(i % 7, i))
                .toList();
        agree(conditions, RuleMatching.ALL);
        agree(conditions.reversed(), RuleMatching.FIRST);
    }

    /** What several rules ask first is asked once for all of them, whatever stands between them, in the first rules of the method and in the last. */
    @Test
    void rulesThatBeginAlikeAnswerAsTheyDoAlone() {
        List<String> beginnings =
                List.of("fd.num > 4", "(fd.num < 4 or fd.num = 7)", "evt.num > 300", "not fd.name startswith /proc");
        List<String> conditions = IntStream.range(0, 200)
                .mapToObj(i -> "evt.type in (openat, close) and %s and evt.num > %d"
                        .formatted(beginnings.get(i * 7 % 13 % beginnings.size()), i))
                .toList();
        agree(conditions, RuleMatching.ALL);
        agree(conditions.reversed(), RuleMatching.FIRST);
    }

    @Test
    void aConditionMayBeLong() {
        StringBuilder any = new StringBuilder("proc.name = none");
        StringBuilder all = new StringBuilder("evt.num > 0");
        StringBuilder pairs = new StringBuilder("proc.name = none");
        for (int i = 0; i < 2_000; i++) {
            any.append(" or evt.num = ").append(2 * i);
            all.append(" and evt.num != ").append(3 * i);
            pairs.append(" or (evt.num = ")
                    .append(5 * i)
                    .append(" and fd.num > 1 and not (fd.num = 7 or evt.num = 9))");
        }
        agree(
                Stream.of(any.toString(), all.toString(), "not (" + any + ")", pairs.toString())
                        .map(condition -> "evt.type in (openat, close) and (" + condition + ")")
                        .toList(),
                RuleMatching.ALL);
    }

    @Test
    void aConditionMayNestAndWhatNestsTooDeepStaysWithTheClosures() {
        String nested = "evt.type = openat";
        for (int i = 0; i < 60; i++) {
            nested = "(" + nested + (i % 2 == 0 ? " and " : " or ") + "evt.num > " + i + ")";
        }
        agree(List.of(nested), RuleMatching.ALL);
        for (int i = 0; i < 400; i++) {
            nested = "(" + nested + (i % 2 == 0 ? " and " : " or ") + "evt.num > " + i + ")";
        }
        RuleSet deep = plan(List.of(nested));
        Evaluator.COMPILED.install(deep, trouble::add);
        assertThat(trouble).isEmpty();
        assertThat(deep.source("syscall")
                        .bucket(EventCodes.SYSCALL_OPENAT_2_X)
                        .getClass()
                        .isHidden())
                .isFalse();
    }

    @Test
    void aBucketThatIsAskedOftenIsExchangedByItself() throws InterruptedException {
        RuleSet rules = plan(List.of("evt.type in (openat, close) and fd.num > 3"));
        SourceRules source = rules.source("syscall");
        Evaluator.AUTO.install(rules, trouble::add);
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(rules, "syscall", replay.context(), RuleMatching.ALL, (set, rule, context) -> {});
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
            for (int i = 0; i < 3_000 && event.event().code() == EventCodes.SYSCALL_OPENAT_2_X; i++) {
                judge.judge();
            }
        });
        while (!source.bucket(EventCodes.SYSCALL_OPENAT_2_X).getClass().isHidden()) {
            Thread.onSpinWait();
            assertThat(trouble).isEmpty();
        }
        assertThat(source.bucket(EventCodes.SYSCALL_CLOSE_X).getClass().isHidden())
                .isFalse();
    }

    /** Every event is asked many times, so that buckets are compiled by what held of their events, one after the other. */
    @Test
    void anOrderThatEventsTaughtChangesNoAnswer() {
        RandomConditions random = new RandomConditions(CATALOG, 7);
        new RecordedReplay().run(RecordedCapture.SYSCALLS.in(folder), random::sample);
        List<String> conditions = Stream.generate(random::next)
                .filter(condition -> isAccepted(condition))
                .limit(120)
                .toList();
        RuleSet learning = plan(conditions);
        new BucketExchange(trouble::add, Runnable::run).whenHot(learning);
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(learning, "syscall", replay.context(), RuleMatching.ALL, (set, rule, context) -> {});
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> {
            for (int i = 0; i < 50; i++) {
                judge.judge();
            }
        });
        assertThat(trouble).isEmpty();
        assertThat(learning.source("syscall").codes().stream()
                        .filter(code -> learning.source("syscall")
                                .bucket(code)
                                .getClass()
                                .isHidden()))
                .hasSizeGreaterThan(3);
        assertThat(answers(learning, RuleMatching.ALL)).isEqualTo(answers(plan(conditions), RuleMatching.ALL));
    }

    private static boolean isAccepted(String condition) {
        try {
            new ConditionChecker(CATALOG, Services.ofThisMachine())
                    .check(ConditionParser.parse(MappedText.unmapped(condition)));
            return true;
        } catch (FilterException e) {
            return false;
        }
    }

    /** Of 5,000 rules: what is asked most is compiled first although it became hot last, and what is not asked often is never compiled. */
    @Test
    void ofManyRulesTheHottestAreCompiledFirst() {
        List<String> types = List.of("openat", "close", "execve", "connect", "unlinkat");
        RuleSet rules = plan(IntStream.range(0, 5_000)
                .mapToObj(i -> "evt.type = %s and proc.name = program-%d".formatted(types.get(i % types.size()), i))
                .toList());
        SourceRules source = rules.source("syscall");
        Deque<Runnable> aside = new ArrayDeque<>();
        new BucketExchange(trouble::add, aside::add).whenHot(rules);
        List<Integer> asked = List.of(
                EventCodes.SYSCALL_UNLINKAT_2_X,
                EventCodes.SOCKET_CONNECT_X,
                EventCodes.SYSCALL_EXECVE_19_X,
                EventCodes.SYSCALL_CLOSE_X);
        EvalContext context = source.newContext(new RecordedReplay().context());
        for (int i = 0; i < asked.size(); i++) {
            for (int times = 0; times < (i == 0 ? 1_999 : 2_000); times++) {
                ask(source, asked.get(i), context);
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            for (int times = 0; times < 100 * i; times++) {
                ask(source, asked.get(i), context);
            }
        }

        List<Integer> compiled = new ArrayList<>();
        while (!aside.isEmpty()) {
            aside.remove().run();
            asked.stream()
                    .filter(code -> !compiled.contains(code)
                            && source.bucket(code).getClass().isHidden())
                    .forEach(compiled::add);
        }

        assertThat(trouble).isEmpty();
        assertThat(compiled)
                .containsExactly(
                        EventCodes.SYSCALL_CLOSE_X, EventCodes.SYSCALL_EXECVE_19_X, EventCodes.SOCKET_CONNECT_X);
    }

    private static void ask(SourceRules source, int code, EvalContext context) {
        context.nextEvent();
        source.bucket(code).match(context, rule -> true);
    }

    @Test
    void classesGoWithTheirRules() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        reload(20);
        long before = classes.getLoadedClassCount();
        for (int round = 0; round < 10; round++) {
            reload(100);
        }
        System.gc();
        assertThat(classes.getLoadedClassCount() - before).isLessThan(1_000);
        assertThat(classes.getUnloadedClassCount()).isGreaterThan(1_000);
    }

    /** Rules that are replaced as often: each makes a handful of classes. */
    private void reload(int times) {
        for (int i = 0; i < times; i++) {
            RuleSet rules = plan(List.of("evt.type in (open, openat) and fd.num > " + i));
            Evaluator.COMPILED.install(rules, trouble::add);
        }
        assertThat(trouble).isEmpty();
        System.gc();
    }
}
