package io.peregrine.fields;

/**
 * A field with its argument, ready to be read. The three readings are the same for nearly all fields.
 *
 * @param condition what conditions compare
 * @param text what text outputs print: read by a {@link NumberExtractor}, {@link BytesExtractor} or {@link ListExtractor}, rendered by
 *     {@link ValueText}
 * @param json what JSON outputs hold: as {@code text}, with the JSON type that {@link JsonType} tells
 * @param late tells outputs whether a value that is not there may still come; for single values alone
 */
public record Binding(Value condition, Value text, Value json, LateReading late) {
    /** A field whose absence is final. */
    public Binding(Value condition, Value text, Value json) {
        this(condition, text, json, LateReading.NEVER);
    }

    /** A field that reads the same everywhere. */
    public static Binding same(Value value) {
        return new Binding(value, value, value);
    }

    /** A field that compares in a way of its own. */
    public static Binding of(Value condition, Value output) {
        return new Binding(condition, output, output);
    }

    /** The same field, whose value may still come. */
    public Binding late(LateReading reading) {
        return new Binding(condition, text, json, reading);
    }
}
