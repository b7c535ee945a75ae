package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.KernelReporting;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.record.RecorderPart;
import io.peregrine.app.reload.Follower;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.PreparedStages;
import io.peregrine.pipeline.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches one open source: its pipeline, judged by loaded rules that can be exchanged, and the parts that belong to this source alone.
 */
public final class SourceWatcher implements Follower, AutoCloseable {
    private final OpenSource opened;
    private final MatchReceiver.Destinations destinations;
    private final RecorderPart recorder;
    private final Pipeline pipeline;
    private final List<ReloadPart> parts = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final long started = System.nanoTime();
    private final Log log;
    private Optional<KernelReporting> reporting = Optional.empty();

    /** A watcher of an open source; the recorder is its first part. */
    public SourceWatcher(
            OpenSource opened,
            LoadedRules rules,
            MatchReceiver.Destinations destinations,
            RecorderPart recorder,
            Log log) {
        this.opened = opened;
        this.destinations = destinations;
        this.recorder = recorder;
        this.log = log;
        add(recorder, recorder);
        pipeline = new Pipeline(
                opened.feed(), new Stages(opened.parsers(), Optional.of(judging(rules)), recorder), log::error);
    }

    private Judging judging(LoadedRules rules) {
        return new Judging(rules.set(), rules.matching(), new MatchReceiver(rules, destinations, recorder));
    }

    /** Adds a part that belongs to this source, with what is to be closed when the watch ends. */
    public void add(ReloadPart part, AutoCloseable close) {
        parts.add(part);
        closing.add(close);
    }

    /** Adds what is to be closed when the watch ends. */
    public void add(AutoCloseable close) {
        closing.add(close);
    }

    /**
     * From now on what the kernel reports follows the rules; for these rules at once.
     *
     * @throws CommandFailure when the kernel refuses a program
     */
    public void reportBy(KernelReporting kernel, LoadedRules rules, Configuration configuration) throws CommandFailure {
        ReloadPart.Change first = kernel.prepare(rules, configuration);
        first.apply();
        first.settle();
        reporting = Optional.of(kernel);
    }

    /** The source. */
    public OpenSource opened() {
        return opened;
    }

    /** The way of the source's events. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** How many events were judged. */
    public long events() {
        return pipeline.judged();
    }

    /** How long ago the watch began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Here programs are loaded into the kernel, verified and attached, and the scratch of the rules is made. */
    @Override
    public ReloadPart.Change prepare(LoadedRules rules, Configuration next) throws CommandFailure {
        List<ReloadPart.Change> changes = new ArrayList<>();
        try {
            for (ReloadPart part : parts) {
                changes.add(part.prepare(next));
            }
            if (reporting.isPresent()) {
                changes.add(reporting.get().prepare(rules, next));
            }
        } catch (CommandFailure e) {
            changes.forEach(ReloadPart.Change::discard);
            throw e;
        }
        PreparedStages stages = pipeline.prepare(pipeline.stages().withJudging(judging(rules)));
        changes.add(() -> pipeline.use(stages));
        return ReloadPart.Change.all(changes);
    }

    @Override
    public boolean exchange(Runnable action) {
        return pipeline.exchange(action);
    }

    /** Ends what belongs to this source, when its pipeline has ended; the source itself stays open. */
    @Override
    public void close() {
        for (AutoCloseable part : closing.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                log.warning("A part did not close cleanly: " + e.getMessage());
            }
        }
        closing.clear();
    }
}
