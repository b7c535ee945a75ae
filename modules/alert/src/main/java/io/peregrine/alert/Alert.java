package io.peregrine.alert;

import java.util.SortedMap;

/** One thing that Peregrine says: either a rule matched an event, or the engine reports on itself. */
public sealed interface Alert permits RuleAlert, InternalAlert {

    /** The source name of alerts that the engine raises about itself. */
    String INTERNAL_SOURCE = "internal";

    /** Returns the moment of the event in nanoseconds since the epoch. */
    long timestamp();

    /** Returns the name of the rule, or of the internal condition. */
    String ruleName();

    /** Returns the severity. */
    Priority priority();

    /** Returns the event source; {@link #INTERNAL_SOURCE} for internal alerts. */
    String source();

    /** Returns the name of the host that the alert speaks of. */
    String hostname();

    /** Returns the message without time and priority; values that are on their way are missing. */
    String message();

    /** Returns the output fields by name, in the order of their names; unmodifiable. */
    SortedMap<String, FieldValue> fields();
}
