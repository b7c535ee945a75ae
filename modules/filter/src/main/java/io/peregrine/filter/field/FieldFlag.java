package io.peregrine.filter.field;

/** A restriction or property of a field. */
public enum FieldFlag {
    /** May stand in conditions only: it has no value that could be printed. */
    FILTER_ONLY,
    /** Is left out of lists of fields for conditions. */
    PRINT_ONLY,
    /** Is hidden from lists of fields. */
    HIDDEN,
    /** Works, but should not be used any more. */
    DEPRECATED,
    /** Cannot be the argument of a transformer. */
    NO_TRANSFORMER,
    /** Can neither be the right side of a comparison nor be compared with another field. */
    NO_RIGHT_SIDE,
    /** Can be compared with {@code =} alone. */
    EQUALITY_ONLY,
    /** Without an argument it is in no list: {@code in} and its like never hold, as Falco has it. */
    IN_NO_LIST,
    /** {@code intersects} never holds, as Falco has it. */
    INTERSECTS_NOTHING,
    /** Its value for the events of one code is the name of that code, but for codes that stand for many kinds of events. */
    EVENT_NAME,
    /** Reading it may give the event another descriptor, which fields that are read afterwards see: no read may be moved across it. */
    TURNS_TO_DESCRIPTOR,
    /** Reading it calls code that is not ours and may fail: it is read where it stands in the condition, and only when what stands before it asks for it. */
    READ_IN_PLACE,
    /** Its text is put together each time it is read, which takes longer than to look at it. */
    PUT_TOGETHER,
    /** Printing it may show what texts left behind that were read before, of conditions too, as Falco has it: all are read in the order in which they are written. */
    SHOWS_LEFT_TEXT,
    /** Is added to every output when suggested fields are asked for. */
    SUGGESTED_OUTPUT
}
