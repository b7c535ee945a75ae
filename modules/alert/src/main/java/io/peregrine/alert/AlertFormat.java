package io.peregrine.alert;

/**
 * How alerts are written.
 *
 * @param json a JSON object per alert instead of a line of text
 * @param iso8601 times as {@code 2026-01-31T12:00:00.000000000+0000} in UTC instead of the local time of day
 * @param include the optional properties of the JSON object
 */
public record AlertFormat(boolean json, boolean iso8601, Properties include) {

    /**
     * The optional properties of a rule alert's JSON object.
     *
     * @param output the whole line of the text form
     * @param message the message without time and priority
     * @param outputFields the fields by name
     * @param tags the rule's tags
     */
    public record Properties(boolean output, boolean message, boolean outputFields, boolean tags) {}

    /** Returns the form that an empty configuration asks for: text with local times. */
    public static AlertFormat text() {
        return new AlertFormat(false, false, new Properties(true, false, true, true));
    }
}
