package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.PartOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Puts compiled buckets in the place of closures, at once or one by one as they become hot. Any thread may use it. */
final class BucketExchange {
    /** A bucket that was asked so often is worth compiling: about as often as the virtual machine asks a method before it compiles it well. */
    private static final int OFTEN = 2_000;

    private final Consumer<String> trouble;
    private final Executor aside;

    /** Buckets that want to be compiled, while others are. */
    private final List<Wanted> wanted = new ArrayList<>();

    /**
     * A bucket that wants to be compiled.
     *
     * @param source the rules that it is of
     * @param code its code
     * @param closures who judges again before and if it cannot be compiled
     * @param outcomes how often what it asks held
     */
    private record Wanted(SourceRules source, int code, Bucket closures, AskedOutcomes outcomes) {
        int asked() {
            return source.bucket(code) instanceof HotBucket hot ? hot.asked() : 0;
        }
    }

    BucketExchange(Consumer<String> trouble) {
        this(
                trouble,
                new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BucketExchange::thread));
    }

    /** The same with another way to run what is done aside. */
    BucketExchange(Consumer<String> trouble, Executor aside) {
        this.trouble = trouble;
        this.aside = aside;
    }

    /** A thread of the lowest priority; it is there while there is something to compile. */
    private static Thread thread(Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name("bucket-compiler").unstarted(task);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** Compiles everything on this thread. */
    void now(RuleSet rules) {
        for (SourceRules source : rules.sources()) {
            source.codes().stream().forEach(code -> compile(source, code, PartOrder.Outcomes.UNKNOWN));
        }
    }

    /** Compiles each bucket aside once it has been asked often, of several that wait the one first that was asked most by then. */
    void whenHot(RuleSet rules) {
        for (SourceRules source : rules.sources()) {
            source.codes().stream().forEach(code -> source.plan(code).ifPresent(plan -> watch(source, plan)));
        }
    }

    private void watch(SourceRules source, BucketPlan plan) {
        int code = plan.code();
        AskedOutcomes outcomes = new AskedOutcomes(plan);
        Wanted bucket = new Wanted(source, code, source.bucket(code), outcomes);
        source.exchange(code, new HotBucket(bucket.closures(), OFTEN, outcomes, () -> {
            synchronized (wanted) {
                wanted.add(bucket);
            }
            aside.execute(this::compileTheHottest);
        }));
    }

    private void compileTheHottest() {
        Wanted hottest;
        synchronized (wanted) {
            hottest = Collections.max(wanted, Comparator.comparingInt(Wanted::asked));
            wanted.remove(hottest);
        }
        hottest.source().exchange(hottest.code(), hottest.closures());
        compile(hottest.source(), hottest.code(), hottest.outcomes());
    }

    private void compile(SourceRules source, int code, PartOrder.Outcomes outcomes) {
        try {
            PartOrder order = new PartOrder(outcomes);
            source.plan(code)
                    .flatMap(plan -> BucketCompiler.compile(plan, order))
                    .ifPresent(compiled -> source.exchange(code, compiled));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            trouble.accept("The rules on events of the code " + code + " cannot be compiled (" + e
                    + "); they are judged without.");
        }
    }
}
