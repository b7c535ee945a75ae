package io.peregrine.app.profile;

import io.peregrine.alert.Alert;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.EventObserver;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.StageTimes;
import io.peregrine.pipeline.Stages;
import java.util.Optional;
import java.util.function.Consumer;

/** A pipeline over an open source whose alerts are made and thrown away: plain, or with everything counted. Owned by one thread. */
final class ProfiledPipeline {
    private final ThreadTime time = new ThreadTime();
    private final Pipeline pipeline;
    private Optional<Alert> last = Optional.empty();
    private long took;

    /**
     * A pipeline.
     *
     * @param times takes the times of the stages, empty for a plain run
     * @param log told when an event could not be handled
     */
    ProfiledPipeline(OpenSource source, LoadedRules rules, Optional<StageTimes> times, Consumer<String> log) {
        Judging judging = new Judging(
                rules.set(),
                rules.matching(),
                (set, rule, context) -> last = Optional.of(set.output(rule).alert(context, "")));
        Stages stages = new Stages(source.parsers(), Optional.of(judging), EventObserver.NONE);
        pipeline = new Pipeline(source.feed(), stages, log);
        times.ifPresent(pipeline::takeTimes);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Runs to the end. */
    void run() throws SourceException {
        long begin = time.nanos();
        pipeline.run();
        took = time.nanos() - begin;
    }

    /** The processor time of the run, in nanoseconds. */
    long nanos() {
        return took;
    }
}
