package io.peregrine.server.metrics;

import java.util.Map;

/**
 * A figure that Falco has not; its name begins with {@code peregrine_} in Prometheus.
 *
 * @param sample the figure
 * @param meaning what it says, as a clause with a point behind it
 * @param labels what it is about, where there are several of one name
 */
public record OwnFigure(MetricSample sample, String meaning, Map<String, String> labels) {
    public OwnFigure {
        labels = Map.copyOf(labels);
    }

    /** A figure without labels. */
    public OwnFigure(MetricSample sample, String meaning) {
        this(sample, meaning, Map.of());
    }

    /** Something that is counted and never falls. */
    public static OwnFigure counter(String name, long value, String meaning) {
        return new OwnFigure(MetricSample.counter(name, value), meaning);
    }
}
