package io.peregrine.alert;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alert of a rule that matched an event.
 *
 * @param timestamp the event's time in nanoseconds since the epoch
 * @param rule the rule that matched
 * @param hostname the host's name
 * @param message the rule's output with its fields filled in, without time and priority
 * @param fields the values of the fields named in the output and of extra fields; the event time is added by the writer
 */
public record RuleAlert(
        long timestamp, RuleLabel rule, String hostname, String message, SortedMap<String, FieldValue> fields)
        implements Alert {

    public RuleAlert {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The same alert with one more field, or another value of it. */
    public RuleAlert withField(String name, FieldValue value) {
        SortedMap<String, FieldValue> more = new TreeMap<>(fields);
        more.put(name, value);
        return new RuleAlert(timestamp, rule, hostname, message, more);
    }

    @Override
    public String ruleName() {
        return rule.name();
    }

    @Override
    public Priority priority() {
        return rule.priority();
    }

    @Override
    public String source() {
        return rule.source();
    }
}
