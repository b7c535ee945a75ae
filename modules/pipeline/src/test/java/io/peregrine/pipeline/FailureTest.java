package io.peregrine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.engine.MatchHandler;
import io.peregrine.engine.RuleMatching;
import io.peregrine.event.SourceName;
import io.peregrine.state.scan.ProcessScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One bad event costs one event: whatever throws, the events before and behind it are handled, and it is counted and told once. */
class FailureTest {
    private static final int EVENTS = 10;
    private static final int BAD = 4;
    private static final long BAD_RESULT = 100;

    private final FakeSource source = new FakeSource();
    private final List<Long> observed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** Ten events of which the fourth and the ninth have a result that the toy field throws at. */
    private SourceFeed feed(ProcessScan scan) {
        for (int i = 1; i <= EVENTS; i++) {
            boolean bad = i == BAD || i == BAD + 5;
            source.close(i, bad ? 666 : 10, bad ? BAD_RESULT : 0);
        }
        return source.end().feed(SourceName.SYSCALL, scan);
    }

    private void costsTwoEventsAndOneSentence(SourceFeed feed, Stages stages, String cause) throws Exception {
        Pipeline pipeline = new Pipeline(
                feed,
                stages.withObserver(context -> observed.add(context.event().number())),
                told::add);

        pipeline.run();

        assertThat(observed).containsExactly(1L, 2L, 3L, 5L, 6L, 7L, 8L, 10L);
        assertThat(pipeline.failures().count()).isEqualTo(2);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("number 4, code 5 (close), thread 666", cause, "at io.peregrine");
        assertThat(pipeline.failures().latest(Duration.ofMinutes(1)).orElseThrow())
                .contains("number 9");
        assertThat(pipeline.failures().latest(Duration.ZERO)).isEmpty();
    }

    private static Stages judged(ToyRules rules, MatchHandler handler) {
        return Stages.NONE.withJudging(new Judging(rules.plan(), RuleMatching.FIRST, handler));
    }

    private static Stages judged(ToyRules rules) {
        return judged(rules, (set, rule, context) -> set.output(rule).alert(context, ""));
    }

    @Test
    void aStateHandler() throws Exception {
        ProcessScan broken = (tid, sink) -> {
            if (tid == 666) {
                throw new IllegalStateException("the scan is broken");
            }
            return false;
        };

        costsTwoEventsAndOneSentence(feed(broken), Stages.NONE, "java.lang.IllegalStateException: the scan is broken");
    }

    @Test
    void aParser() throws Exception {
        EventParser broken = context -> {
            if (context.event().tid() == 666) {
                throw new ClassCastException("the parser is broken");
            }
        };

        costsTwoEventsAndOneSentence(
                feed(ProcessScan.NONE), Stages.NONE.withParsers(List.of(broken)), "the parser is broken");
    }

    @Test
    void anExtractorInACondition() throws Exception {
        costsTwoEventsAndOneSentence(
                feed(ProcessScan.NONE),
                judged(new ToyRules().rule("syscall", "evt.type = close and toy.thrower = 5", "x")),
                "java.lang.IllegalArgumentException: toy 100");
    }

    @Test
    void anExtractorInAnOutput() throws Exception {
        costsTwoEventsAndOneSentence(
                feed(ProcessScan.NONE),
                judged(new ToyRules().rule("syscall", "evt.type = close", "result %toy.thrower")),
                "java.lang.IllegalArgumentException: toy 100");
    }

    @Test
    void aConditionThatNestsTooDeep() throws Exception {
        costsTwoEventsAndOneSentence(
                feed(ProcessScan.NONE),
                judged(new ToyRules().rule("syscall", "evt.type = close", "x"), (set, rule, context) -> {
                    if (context.event().event().tid() == 666) {
                        throw new StackOverflowError();
                    }
                }),
                "java.lang.StackOverflowError");
    }

    @Test
    void anOutputThatTakesAlerts() throws Exception {
        costsTwoEventsAndOneSentence(
                feed(ProcessScan.NONE),
                judged(new ToyRules().rule("syscall", "evt.type = close", "x"), (set, rule, context) -> {
                    if (context.event().event().tid() == 666) {
                        throw new IllegalStateException("the output is broken");
                    }
                }),
                "the output is broken");
    }

    @Test
    void eachCauseIsToldOnceAndNoMoreThanTheMostCauses() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            source.close(i, 2, 0);
        }
        Pipeline pipeline = new Pipeline(
                source.end().feed(SourceName.SYSCALL),
                Stages.NONE.withObserver(context -> {
                    throw depth(context.event().number() % 500);
                }),
                told::add);

        pipeline.run();

        assertThat(pipeline.failures().count()).isEqualTo(10_000);
        assertThat(told).hasSizeBetween(2, 64);
    }

    /** Exceptions of different classes and places. */
    private static RuntimeException depth(long number) {
        return number % 2 == 0 ? new IllegalStateException() : new ArithmeticException();
    }

    @Test
    void whatFailsBetweenEventsEndsNothing() throws Exception {
        source.idle().close(1, 2, 0).idle().end();
        Pipeline pipeline = new Pipeline(source.feed(SourceName.SYSCALL), Stages.NONE, told::add);
        pipeline.addChore(() -> {
            throw new IllegalStateException("a chore is broken");
        });
        pipeline.addIdleChore(() -> {
            throw new IllegalStateException("an idle chore is broken");
        });

        pipeline.run();

        assertThat(pipeline.handled()).isOne();
        assertThat(pipeline.failures().count()).isEqualTo(5);
        assertThat(told).hasSize(2);
    }
}
