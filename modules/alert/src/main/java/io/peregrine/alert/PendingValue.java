package io.peregrine.alert;

import java.util.Optional;

/**
 * A value of an alert that is on its way: whoever makes the alert knows who will tell it, but it is not told yet. Immutable to those who hold it;
 * any thread may ask.
 */
public interface PendingValue {
    /** Returns whom the value is about, a container for example; what equal subjects are asked for becomes known together. */
    Object subject();

    /** Returns until when the value is worth waiting for, as {@link System#nanoTime()} counts. */
    long deadline();

    /** Returns what is known by now; empty while the value may still come. Never blocks. */
    Optional<Answer> answer();

    /**
     * A value that has come.
     *
     * @param value as it stands among the fields
     * @param text as it stands in the message
     * @param isKnown whether somebody told it; else nobody can tell it any more
     */
    record Answer(FieldValue value, String text, boolean isKnown) {
        /** There is no value, and none will come. */
        public static final Answer NOTHING = new Answer(FieldValue.absent(), AlertText.MISSING);

        /** Whether there is a value nobody can tell any more. */
        public static final Answer LOST = new Answer(FieldValue.absent(), AlertText.MISSING, false);

        /** A value that somebody told. */
        public Answer(FieldValue value, String text) {
            this(value, text, true);
        }
    }
}
