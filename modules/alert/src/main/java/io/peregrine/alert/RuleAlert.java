package io.peregrine.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alert of a rule that matched an event. Its message and its fields may name values that are {@linkplain PendingValue on their way}; sinks see
 * only alerts that were {@linkplain #settled settled}.
 *
 * @param timestamp the event's time in nanoseconds since the epoch
 * @param rule the rule that matched
 * @param hostname the host's name
 * @param text the rule's output with its fields filled in, without time and priority
 * @param fields the values of the fields named in the output and of extra fields; the event time is added by the writer
 */
public record RuleAlert(
        long timestamp, RuleLabel rule, String hostname, AlertText text, SortedMap<String, FieldValue> fields)
        implements Alert {

    public RuleAlert {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The same alert with one more field, or another value of it. */
    public RuleAlert withField(String name, FieldValue value) {
        SortedMap<String, FieldValue> more = new TreeMap<>(fields);
        more.put(name, value);
        return new RuleAlert(timestamp, rule, hostname, text, more);
    }

    /** The values that are on their way; empty for nearly every alert. A value that message and fields name stands here twice. */
    public List<PendingValue> pending() {
        List<PendingValue> pending = new ArrayList<>(text.pending());
        for (FieldValue value : fields.values()) {
            switch (value) {
                case FieldValue.Pending(PendingValue awaited) -> pending.add(awaited);
                case FieldValue.Unfinished(AlertText unfinished) -> pending.addAll(unfinished.pending());
                default -> {}
            }
        }
        return pending;
    }

    /** The same alert with what is known by now; what is not has no value for good. */
    public RuleAlert settled() {
        SortedMap<String, FieldValue> known = new TreeMap<>(fields);
        known.replaceAll((name, value) -> settled(value));
        return new RuleAlert(timestamp, rule, hostname, text.settled(), known);
    }

    private static FieldValue settled(FieldValue value) {
        return switch (value) {
            case FieldValue.Pending(PendingValue awaited) ->
                awaited.answer().orElse(PendingValue.Answer.NOTHING).value();
            case FieldValue.Unfinished(AlertText unfinished) ->
                FieldValue.of(unfinished.settled().print());
            default -> value;
        };
    }

    @Override
    public String message() {
        return text.print();
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
