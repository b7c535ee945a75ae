package io.peregrine.server.metrics;

/**
 * One figure.
 *
 * @param name its name in snapshots, without the group, for example {@code n_evts} or {@code memory_rss_kb}
 * @param unit its unit
 * @param counter whether it only ever grows
 * @param value its value
 */
public record MetricSample(String name, MetricUnit unit, boolean counter, Value value) {

    /** A whole number or one with a fraction; which of them decides how it is written. */
    public sealed interface Value {
        /** A whole number. */
        record Whole(long number) implements Value {}

        /** A whole number of 64 bits without sign. */
        record Unsigned(long number) implements Value {}

        /** A number with a fraction. */
        record Real(double number) implements Value {}

        /** Returns the number. */
        default double asDouble() {
            return switch (this) {
                case Whole(long number) -> number;
                case Unsigned(long number) -> (number >>> 1) * 2.0 + (number & 1);
                case Real(double number) -> number;
            };
        }
    }

    /** Makes a count that only ever grows. */
    public static MetricSample counter(String name, long value) {
        return new MetricSample(name, MetricUnit.COUNT, true, new Value.Whole(value));
    }

    /** Makes a count that goes up and down. */
    public static MetricSample gauge(String name, long value) {
        return gauge(name, MetricUnit.COUNT, value);
    }

    /** Makes a whole figure that goes up and down. */
    public static MetricSample gauge(String name, MetricUnit unit, long value) {
        return new MetricSample(name, unit, false, new Value.Whole(value));
    }

    /** Makes a percentage. */
    public static MetricSample percentage(String name, double value) {
        return new MetricSample(name, MetricUnit.PERCENT, false, new Value.Real(value));
    }
}
