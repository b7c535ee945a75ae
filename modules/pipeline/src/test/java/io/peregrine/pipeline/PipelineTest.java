package io.peregrine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.handler.StateEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final SourceName TOY = new SourceName("toy", 7);

    private final FakeSource source = new FakeSource();
    private final List<String> seen = new ArrayList<>();

    private Judging judging(RuleSet rules) {
        return new Judging(
                rules,
                RuleMatching.ALL,
                (set, rule, context) ->
                        seen.add(set.output(rule).alert(context, "host").message()));
    }

    @Test
    void eventsAreNumberedParsedJudgedAndObservedInThisOrder() throws Exception {
        RuleSet rules = new ToyRules()
                .rule("syscall", "evt.type = close", "rule %evt.num %evt.source")
                .plan();
        Stages stages = new Stages(
                List.of(
                        context -> seen.add("first parser " + context.event().number()),
                        context -> seen.add("second parser " + context.event().number())),
                java.util.Optional.of(judging(rules)),
                context -> seen.add("observer " + context.event().number()));
        Pipeline pipeline = new Pipeline(
                source.close(1, 2, 0).close(2, 2, 0).end().feed(SourceName.SYSCALL), stages, Assertions::fail);

        pipeline.run();

        assertThat(seen)
                .containsExactly(
                        "first parser 1",
                        "second parser 1",
                        "rule 1 syscall",
                        "observer 1",
                        "first parser 2",
                        "second parser 2",
                        "rule 2 syscall",
                        "observer 2");
        assertThat(pipeline.handled()).isEqualTo(2);
        assertThat(pipeline.judged()).isEqualTo(2);
        assertThat(pipeline.matches()).isEqualTo(2);
    }

    @Test
    void aParserSeesOnlyTheCodesThatItWants() throws Exception {
        BitSet others = new BitSet();
        others.set(EventCodes.SYSCALL_OPEN_X);
        EventParser parser = new EventParser() {
            @Override
            public void parse(io.peregrine.state.EventContext context) {
                seen.add("parsed");
            }

            @Override
            public BitSet codes() {
                return others;
            }
        };
        new Pipeline(
                        source.close(1, 2, 0).end().feed(SourceName.SYSCALL),
                        Stages.NONE.withParsers(List.of(parser)),
                        Assertions::fail)
                .run();

        assertThat(seen).isEmpty();
    }

    @Test
    void anEventIsJudgedByTheRulesOfTheSourceThatItBelongsTo() throws Exception {
        RuleSet rules = new ToyRules()
                .source("toy")
                .rule("syscall", "evt.num > 0", "call %evt.num %evt.source")
                .rule("toy", "evt.num > 0", "toy %evt.num %evt.source")
                .plan();
        source.close(1, 2, 0)
                .plugin(2, 7, new byte[] {1})
                .plugin(3, 8, new byte[] {2})
                .end();
        SourceFeed alone = source.feed(SourceName.SYSCALL);
        SourceFeed feed = new SourceFeed(
                SourceName.SYSCALL, List.of(SourceName.SYSCALL, TOY), source, alone.context(), new StateEngine());
        Pipeline pipeline = new Pipeline(
                feed,
                Stages.NONE.withJudging(judging(rules)).withObserver(context -> seen.add("observed")),
                Assertions::fail);

        pipeline.run();

        assertThat(seen).containsExactly("call 1 syscall", "observed", "toy 2 toy", "observed", "observed");
    }

    @Test
    void stagesAreExchangedBetweenTwoEventsWhileTheSourceSleeps() throws Exception {
        Pipeline pipeline = new Pipeline(
                source.feed(SourceName.SYSCALL),
                Stages.NONE.withObserver(
                        context -> seen.add("old " + context.event().number())),
                Assertions::fail);
        source.close(1, 2, 0);
        CompletableFuture<Void> running = start(pipeline);
        awaitSleep();

        PreparedStages next = pipeline.prepare(pipeline.stages()
                .withObserver(context -> seen.add("new " + context.event().number())));
        assertThat(pipeline.exchange(() -> pipeline.use(next))).isTrue();
        source.close(2, 2, 0).end();
        running.join();

        assertThat(seen).containsExactly("old 1", "new 2");
        assertThat(pipeline.exchange(() -> {})).isFalse();
    }

    @Test
    void anExchangeThatFailsIsToldToWhoAsked() throws Exception {
        Pipeline pipeline = new Pipeline(source.feed(SourceName.SYSCALL), Stages.NONE, Assertions::fail);
        CompletableFuture<Void> running = start(pipeline);

        Assertions.assertThatThrownBy(() -> pipeline.exchange(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasRootCauseMessage("no");
        source.end();
        running.join();
    }

    @Test
    void aStopWakesASourceThatSleeps() throws Exception {
        StopRequest stop = new StopRequest();
        Pipeline pipeline = new Pipeline(source.feed(SourceName.SYSCALL), Stages.NONE, Assertions::fail);
        pipeline.endBy(stop);
        CompletableFuture<Void> running = start(pipeline);
        awaitSleep();

        stop.stop();

        running.join();
    }

    @Test
    void aLimitEndsByTheTimesOfEvents() throws Exception {
        SourceFeed feed = source.feed(SourceName.SYSCALL);
        Pipeline pipeline = new Pipeline(feed, Stages.NONE, Assertions::fail);
        pipeline.endAfter(Duration.ofHours(1));
        source.close(1, 2, 0).close(1 + Duration.ofHours(2).toNanos(), 2, 0);

        start(pipeline).join();

        assertThat(pipeline.judged()).isEqualTo(1);
    }

    private static CompletableFuture<Void> start(Pipeline pipeline) {
        CompletableFuture<Void> running = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                pipeline.run();
                running.complete(null);
            } catch (SourceException | RuntimeException e) {
                running.completeExceptionally(e);
            }
        });
        return running;
    }

    private void awaitSleep() {
        while (source.sleeps() == 0) {
            Thread.onSpinWait();
        }
    }
}
