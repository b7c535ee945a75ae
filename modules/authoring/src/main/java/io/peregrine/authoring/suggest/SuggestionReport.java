package io.peregrine.authoring.suggest;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What there is to say of the alerts of one rule.
 *
 * @param rule the name of the rule
 * @param alerts how many alerts of it were recorded
 * @param text the exception to paste; empty when there is none
 * @param effects what the exception would do
 */
public record SuggestionReport(String rule, int alerts, Optional<String> text, Effects effects) {
    /**
     * What the exception would do.
     *
     * @param covered how many of the alerts it covers
     * @param hidden the tests that expect the rule and would find nothing any more, by name
     * @param tests how many tests expect the rule
     */
    public record Effects(long covered, List<String> hidden, int tests) {
        public Effects {
            hidden = List.copyOf(hidden);
        }
    }

    /** The report for people; every line that is no text to paste is a comment, so that all of it can be pasted. */
    public String forPeople() {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(rule).append(": ").append(counted(alerts, "alert"));
        if (text.isEmpty()) {
            return out.append(
                            ". They show no field that would tell them from others; name more fields in the rule's output.\n")
                    .toString();
        }
        out.append("; this covers ")
                .append(effects.covered())
                .append(" of ")
                .append(alerts)
                .append(".\n");
        out.append("# ").append(aboutTests()).append('\n');
        return out.append(text.get()).toString();
    }

    private String aboutTests() {
        if (effects.tests() == 0) {
            return "No test expects this rule, so that nobody can say what else it would hide.";
        }
        return effects.hidden().isEmpty()
                ? "It hides none of the " + counted(effects.tests(), "test") + " that expect this rule."
                : "CAREFUL: it hides " + effects.hidden().size() + " of " + counted(effects.tests(), "test")
                        + " that expect this rule: '" + String.join("', '", effects.hidden()) + "'.";
    }

    private static String counted(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** The report for machines: {@code {"rule","alerts","covered","tests","hidden_tests","text"}}. */
    public String json() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("rule", rule);
            json.writeNumberProperty("alerts", alerts);
            json.writeNumberProperty("covered", effects.covered());
            json.writeNumberProperty("tests", effects.tests());
            json.writeArrayPropertyStart("hidden_tests");
            effects.hidden().forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty("text", text.orElse(""));
            json.writeEndObject();
        }
        return out.toString();
    }
}
