package io.peregrine.plugin;

/**
 * A figure of a plugin.
 *
 * @param name its name without the plugin's
 * @param grows whether it only grows, as a count does
 * @param value the figure
 */
public record PluginMetric(String name, boolean grows, Value value) {
    /** A figure with its type. */
    public sealed interface Value {
        /** A whole number with sign. */
        record Signed(long value) implements Value {}

        /** A whole number of 64 bits without sign. */
        record Unsigned(long value) implements Value {}

        /** A number with fraction. */
        record Fraction(double value) implements Value {}
    }

    /** A count of something since the start. */
    public static PluginMetric count(String name, long value) {
        return new PluginMetric(name, true, new Value.Unsigned(value));
    }

    /** A figure that goes up and down. */
    public static PluginMetric gauge(String name, long value) {
        return new PluginMetric(name, false, new Value.Signed(value));
    }
}
