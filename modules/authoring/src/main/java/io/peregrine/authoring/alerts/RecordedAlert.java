package io.peregrine.authoring.alerts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An alert as it was written in JSON.
 *
 * @param rule the name of its rule
 * @param source the event source of the rule; {@code syscall} where the alert does not say
 * @param time when it was raised, as written; empty when it does not say
 * @param output its message; empty when it has none
 * @param fields the values that it shows, as text, by the name of the field with its argument; empty for one that had no value
 */
public record RecordedAlert(
        String rule, String source, String time, String output, Map<String, Optional<String>> fields) {
    public RecordedAlert {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The value of a field; empty when the alert does not show it, or it had none. */
    public Optional<String> value(String field) {
        return fields.getOrDefault(field, Optional.empty());
    }
}
