package io.peregrine.engine.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that lost their meaning when enter events went away, and the search for them. */
final class DeprecatedFields {
    private static final String LATENCY = "field is not available due to the drop of enter events.";
    private static final Map<String, String> REASONS = reasons();

    private DeprecatedFields() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(
                "evt.dir",
                "due to the drop of enter events, 'evt.dir = <' always evaluates to true, and 'evt.dir = >' always "
                        + "evaluates to false. The rule expression can be simplified by removing the condition on "
                        + "'evt.dir'");
        for (String field :
                new String[] {"evt.latency", "evt.latency.s", "evt.latency.ns", "evt.latency.human", "evt.wait_latency"
                }) {
            reasons.put(field, LATENCY);
        }
        return reasons;
    }

    /** What is to be said of such fields in a condition. */
    static List<String> reasons(FieldUses uses) {
        List<String> reasons = new ArrayList<>();
        REASONS.forEach((field, reason) -> {
            if (uses.names().contains(field)) {
                reasons.add(reason);
            }
        });
        return reasons;
    }

    /** Adds a warning for each such name that occurs in an output, even as a part of another name. */
    static void remarkOutput(String output, ItemContext context, Remarks remarks) {
        REASONS.keySet().forEach(field -> {
            if (output.contains(field)) {
                remarks.add(
                        LoadCode.LOAD_DEPRECATED_ITEM,
                        "usage of deprecated field '" + field + "' has been detected in the rule output",
                        context);
            }
        });
    }
}
