package io.peregrine.app.observe;

import io.peregrine.pipeline.StageTimes;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.OwnFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the stages of one source's pipeline take: copied by its thread, read by any. */
final class StageFigures {
    private final String source;
    private final StageTimes times;
    private final long[] told = new long[StageTimes.Stage.values().length];
    private volatile List<OwnFigure> figures = List.of();

    StageFigures(String source, StageTimes times) {
        this.source = source;
        this.times = times;
    }

    /** Copies what was measured. An estimate may fall when more is known; a counter never does. Called by the source's thread. */
    void copy() {
        List<OwnFigure> all = new ArrayList<>();
        for (StageTimes.Stage stage : StageTimes.Stage.values()) {
            long nanos = Math.max(told[stage.ordinal()], Math.round(times.nanos(stage)));
            told[stage.ordinal()] = nanos;
            all.add(new OwnFigure(
                    MetricSample.counter("stage_nanoseconds", nanos),
                    "The time that events took in a stage of the pipeline, estimated from some.",
                    Map.of("stage", stage.name().toLowerCase(Locale.ROOT), "source", source)));
        }
        figures = List.copyOf(all);
    }

    /** The figures as of the last copy. */
    List<OwnFigure> figures() {
        return figures;
    }
}
