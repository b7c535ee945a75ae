package io.peregrine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineGroupTest {
    private static final SourceName AUDIT = new SourceName("audit", 4);
    private static final SourceName CLOUD = new SourceName("cloud", 5);

    private final FakeSource calls = new FakeSource();
    private final FakeSource audits = new FakeSource();
    private final FakeSource clouds = new FakeSource();
    private final Map<String, AtomicLong> matches = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final Queue<PipelineGroup.Ending> told = new ConcurrentLinkedQueue<>();
    private final StopRequest stop = new StopRequest();

    private PipelineGroup group(Set<SourceName> mayFailAlone) throws Exception {
        RuleSet rules = new ToyRules()
                .source("audit")
                .source("cloud")
                .rule("syscall", "evt.num > 0", "x")
                .rule("audit", "evt.num > 0", "x")
                .rule("cloud", "evt.num > 0", "x")
                .plan();
        return new PipelineGroup(
                List.of(
                        pipeline(calls.feed(SourceName.SYSCALL), rules),
                        pipeline(audits.feed(AUDIT), rules),
                        pipeline(clouds.feed(CLOUD), rules)),
                stop,
                mayFailAlone,
                told::add);
    }

    private Pipeline pipeline(SourceFeed feed, RuleSet rules) {
        Judging judging = new Judging(rules, RuleMatching.FIRST, (set, rule, context) -> {
            String source = set.rule(rule).label().source();
            threads.put(source, Thread.currentThread());
            matches.computeIfAbsent(source, name -> new AtomicLong()).incrementAndGet();
        });
        return new Pipeline(feed, Stages.NONE.withJudging(judging), Assertions::fail);
    }

    private CompletableFuture<List<PipelineGroup.Ending>> start(PipelineGroup group) {
        CompletableFuture<List<PipelineGroup.Ending>> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> done.complete(group.run()));
        return done;
    }

    private void awaitMatches(String source, long count) {
        while (matches.getOrDefault(source, new AtomicLong()).get() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void sourcesShareOneRuleSetOnThreadsOfTheirOwnAndEndOneByOne() throws Exception {
        for (int i = 1; i <= 20_000; i++) {
            calls.close(i, 2, 0);
            audits.plugin(i, 4, new byte[] {1});
            clouds.plugin(i, 5, new byte[] {1});
        }
        calls.end();
        audits.end();
        CompletableFuture<List<PipelineGroup.Ending>> done = start(group(Set.of()));
        awaitMatches("syscall", 20_000);
        awaitMatches("audit", 20_000);
        awaitMatches("cloud", 20_000);
        assertThat(done).isNotDone();

        stop.stop();

        assertThat(done.join())
                .containsExactly(
                        new PipelineGroup.Ending(SourceName.SYSCALL, Optional.empty()),
                        new PipelineGroup.Ending(AUDIT, Optional.empty()),
                        new PipelineGroup.Ending(CLOUD, Optional.empty()));
        assertThat(Set.copyOf(threads.values())).hasSize(3);
        assertThat(threads.get("audit").getName()).isEqualTo("source-audit");
    }

    @Test
    void aFailureEndsAll() throws Exception {
        CompletableFuture<List<PipelineGroup.Ending>> done = start(group(Set.of()));
        audits.plugin(1, 4, new byte[] {1}).fail("The audit log is gone.");

        assertThat(done.join())
                .contains(new PipelineGroup.Ending(AUDIT, Optional.of("The audit log is gone.")))
                .contains(new PipelineGroup.Ending(SourceName.SYSCALL, Optional.empty()));
    }

    @Test
    void aSourceThatMayFailAloneLeavesTheOthers() throws Exception {
        PipelineGroup group = group(Set.of(AUDIT));
        audits.mistake();
        calls.close(1, 2, 0);
        clouds.plugin(1, 5, new byte[] {1}).end();
        CompletableFuture<List<PipelineGroup.Ending>> done = start(group);
        awaitMatches("syscall", 1);
        awaitMatches("cloud", 1);
        while (told.stream().noneMatch(ending -> ending.source().equals(AUDIT))) {
            Thread.onSpinWait();
        }
        assertThat(stop.isAsked()).isFalse();
        stop.stop();

        List<PipelineGroup.Ending> endings = done.join();
        assertThat(told).hasSameElementsAs(endings);
        assertThat(endings.get(0).failure()).isEmpty();
        assertThat(endings.get(1).failure().orElseThrow()).contains("audit", "a mistake", "report");
        assertThat(endings.get(2).failure()).isEmpty();
    }
}
