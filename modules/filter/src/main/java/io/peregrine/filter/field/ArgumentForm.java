package io.peregrine.filter.field;

/** How the argument of a field is written and what it is. */
public enum ArgumentForm {
    /** The field takes no argument. */
    NONE,
    /** A decimal number in brackets: {@code proc.aname[2]}. */
    INDEX,
    /** A decimal number of 64 bits in brackets: {@code fd.types[0]}. */
    NUMBER,
    /** Any text in brackets: {@code proc.env[HOME]}. */
    KEY,
    /** In brackets a number, taken as index, or else any text, taken as key. */
    INDEX_OR_KEY,
    /** A decimal number of 64 bits without sign in brackets, an argument of a plugin's field; other texts are refused in Falco's words. */
    UNSIGNED,
    /** In brackets any text, an argument of a plugin's field, which is also told the number when the text is one. */
    UNSIGNED_OR_KEY,
    /** A parameter of events: by name behind a dot, {@code evt.arg.flags}, or by position in brackets, {@code evt.arg[1]}. */
    PARAMETER,
    /** A parameter of events by name behind a dot; the field has the parameter's type: {@code evt.rawarg.flags}. */
    RAW_PARAMETER,
    /** A word of letters and underscores behind a dot: {@code thread.cgroup.cpu}. */
    SUFFIX,
    /** The word {@code src} or {@code dst} behind a dot: {@code evt.abspath.src}. */
    SRC_OR_DST,
    /** The name of an event behind a dot: {@code evt.type.is.open}. */
    EVENT_NAME
}
