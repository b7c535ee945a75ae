package io.peregrine.alert;

import java.util.List;

/**
 * One value of an alert's output fields, with the type that JSON keeps.
 *
 * <p>Text has already passed the engine's sanitiser, but for that of plugins, which may hold control characters.
 */
public sealed interface FieldValue {

    /** A signed integer. */
    record Signed(long value) implements FieldValue {}

    /** An unsigned integer; the bits of {@code value} are read as a number from 0 to 2^64-1. */
    record Unsigned(long value) implements FieldValue {}

    /** A floating-point number; written as {@code null} when it is not finite. */
    record Real(double value) implements FieldValue {}

    /** A truth value. */
    record Bool(boolean value) implements FieldValue {}

    /** Text. */
    record Text(String value) implements FieldValue {}

    /** The values of a list. */
    record Items(List<FieldValue> values) implements FieldValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** No value: the event does not have the field. */
    record Absent() implements FieldValue {
        private static final Absent INSTANCE = new Absent();
    }

    /** A value that is on its way; written as one that does not exist where nobody waits for it. */
    record Pending(PendingValue awaited) implements FieldValue {}

    /** A text with values in it that are on their way. */
    record Unfinished(AlertText text) implements FieldValue {}

    /** Returns the value that stands for a field that the event does not have. */
    static FieldValue absent() {
        return Absent.INSTANCE;
    }

    /** Returns a signed integer value. */
    static FieldValue of(long value) {
        return new Signed(value);
    }

    /** Returns a text value. */
    static FieldValue of(String value) {
        return new Text(value);
    }

    /** Returns a truth value. */
    static FieldValue of(boolean value) {
        return new Bool(value);
    }

    /** Returns a floating-point value. */
    static FieldValue of(double value) {
        return new Real(value);
    }
}
