package io.peregrine.fields;

/**
 * The value of a field for one event that may still come after the event has passed, because somebody else is being asked for it. Immutable to those
 * who hold it; any thread may read.
 */
public interface LateValue {
    /** What is known by now. */
    enum Answer {
        /** The value, in the slot. */
        VALUE,
        /** That there is none, for good. */
        NOTHING,
        /** That nobody can tell any more whether there is one. */
        LOST,
        /** Not yet whether there is one. */
        NOT_YET
    }

    /** Whom the value is about; equal for values that become known together. */
    Object subject();

    /** Until when the value is worth waiting for, as {@link System#nanoTime()} counts. */
    long deadline();

    /**
     * Reads the value from what is known by now; never blocks.
     *
     * @param out receives the value as the field's extractor would have given it
     */
    Answer read(Slot out);
}
