package io.peregrine.alert;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert that the engine raises about itself: dropped events, a metrics snapshot, a failed reload, a full capture.
 *
 * @param timestamp the moment in nanoseconds since the epoch
 * @param ruleName the condition's name, for example {@code Falco internal: syscall event drop}
 * @param priority the severity
 * @param hostname the host's name
 * @param message what happened
 * @param fields the figures that belong to it
 */
public record InternalAlert(
        long timestamp,
        String ruleName,
        Priority priority,
        String hostname,
        String message,
        SortedMap<String, FieldValue> fields)
        implements Alert {

    public InternalAlert {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public String source() {
        return INTERNAL_SOURCE;
    }
}
