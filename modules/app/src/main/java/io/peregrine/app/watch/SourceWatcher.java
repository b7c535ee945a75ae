package io.peregrine.app.watch;

import io.peregrine.event.SourceException;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.PreparedStages;
import io.peregrine.pipeline.Stages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Watches one open source: its pipeline, judged by loaded rules that can be exchanged. */
final class SourceWatcher {
    private final OpenSource opened;
    private final MatchReceiver receiver;
    private final Pipeline pipeline;
    private final long started = System.nanoTime();

    SourceWatcher(OpenSource opened, LoadedRules rules, MatchReceiver receiver, Log log) {
        this.opened = opened;
        this.receiver = receiver;
        pipeline =
                new Pipeline(opened.feed(), new Stages(List.of(), Optional.of(judging(rules)), receiver), log::error);
    }

    private Judging judging(LoadedRules rules) {
        return new Judging(rules.set(), rules.matching(), receiver);
    }

    /** The way of the source's events. */
    Pipeline pipeline() {
        return pipeline;
    }

    /** How many events were judged. */
    long events() {
        return pipeline.judged();
    }

    /** How long ago the watch began. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /**
     * Exchanges the rules between two events; tables and the source stay as they are. Waits until that is done. Called by one thread.
     *
     * @param also what else is done between the same two events, by the source's thread
     * @return whether it was done; not when the watch ended before
     * @throws SourceException when the kernel refuses to report the calls that the rules need; everything is as before then
     */
    boolean exchange(LoadedRules rules, Runnable also) throws SourceException {
        PreparedStages prepared = pipeline.prepare(pipeline.stages().withJudging(judging(rules)));
        AtomicReference<Optional<SourceException>> refusal = new AtomicReference<>(Optional.empty());
        boolean done = pipeline.exchange(() -> {
            try {
                opened.watch(rules.selection().calls());
                receiver.prepare(rules);
                pipeline.use(prepared);
                also.run();
            } catch (SourceException e) {
                refusal.set(Optional.of(e));
            }
        });
        if (refusal.get().isPresent()) {
            throw refusal.get().get();
        }
        return done;
    }
}
