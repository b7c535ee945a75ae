package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Whether a condition uses one. */
    static boolean areIn(FieldUses uses) {
        return !Collections.disjoint(REASONS.keySet(), uses.names().keySet());
    }

    /** Adds a warning for each such field in a condition. */
    static void remarkCondition(FieldUses uses, ItemContext context, Remarks remarks) {
        REASONS.forEach((field, reason) -> {
            if (uses.names().containsKey(field)) {
                ItemContext where =
                        uses.names().get(field).span().map(context::pointingAt).orElse(context);
                Optional<String> hint =
                        reason.equals(LATENCY) ? Optional.of("leave out '" + field + "'") : Optional.empty();
                remarks.addDeprecated(field, reason, hint, where);
            }
        });
    }

    /**
     * Adds a warning for each such name that occurs in an output, even as a part of another name.
     *
     * @param written the beginning of the output that the rule says itself
     */
    static void remarkOutput(String output, MappedText written, ItemContext context, Remarks remarks) {
        REASONS.keySet().forEach(field -> {
            if (output.contains(field)) {
                remarks.addDeprecated(
                        field,
                        "usage of deprecated field '" + field + "' has been detected in the rule output",
                        Optional.empty(),
                        context.pointingAt(MappedTexts.part(written, output.indexOf(field), field.length())));
            }
        });
    }
}
