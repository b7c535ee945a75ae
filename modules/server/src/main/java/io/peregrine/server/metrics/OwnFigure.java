package io.peregrine.server.metrics;

/**
 * A figure that the reference has not; its name begins with {@code peregrine_} in Prometheus.
 *
 * @param sample the figure
 * @param meaning what it says, as a clause with a point behind it
 */
public record OwnFigure(MetricSample sample, String meaning) {
    /** Something that is counted and never falls. */
    public static OwnFigure counter(String name, long value, String meaning) {
        return new OwnFigure(MetricSample.counter(name, value), meaning);
    }
}
