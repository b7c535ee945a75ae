package io.peregrine.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How alerts look.
 *
 * @param json a JSON object an alert instead of a line of text
 * @param include the optional members of the JSON object
 * @param iso8601 times as ISO 8601 in UTC
 * @param bufferBase64 binary buffers as base64
 * @param append what is added to rules' outputs, in order
 * @param staticFields fields of constant value, by name
 */
public record FormatSettings(
        boolean json,
        Include include,
        boolean iso8601,
        boolean bufferBase64,
        List<Append> append,
        Map<String, String> staticFields) {
    public FormatSettings {
        append = List.copyOf(append);
        staticFields = Map.copyOf(staticFields);
    }

    /** The optional members of an alert's JSON object. */
    public record Include(boolean output, boolean message, boolean outputFields, boolean tags) {}

    /**
     * One entry of {@code append_output}.
     *
     * @param match which rules it concerns
     * @param extraOutput text that is added to the output, after a blank; empty for none
     * @param formattedFields added JSON fields by name, with the output format that makes their text
     * @param rawFields added JSON fields that keep their type
     * @param suggestedOutput add the fields that plugins and static fields suggest
     */
    public record Append(
            Match match,
            String extraOutput,
            Map<String, String> formattedFields,
            Set<String> rawFields,
            boolean suggestedOutput) {
        public Append {
            formattedFields = Map.copyOf(formattedFields);
            rawFields = Set.copyOf(rawFields);
        }
    }

    /**
     * Which rules an entry concerns; all conditions must hold.
     *
     * @param source the event source; empty for any
     * @param tags tags that the rule must carry, all of them
     * @param rule the rule's name; empty for any
     */
    public record Match(String source, Set<String> tags, String rule) {
        public Match {
            tags = Set.copyOf(tags);
        }

        /** A match that every rule meets. */
        public static final Match ANY = new Match("", Set.of(), "");
    }
}
