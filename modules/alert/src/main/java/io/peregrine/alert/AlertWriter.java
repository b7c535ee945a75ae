package io.peregrine.alert;

import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes alerts in the form that the configuration asks for. Stateless and safe for any thread.
 *
 * <p>The members of the JSON object stand in the order of their names. An internal alert ignores the switches for
 * optional members and the ISO 8601 option, has no tags, and lists its figures in parentheses in the text form.
 */
public final class AlertWriter {
    private final AlertFormat format;
    private final ZoneId zone;

    /** Makes a writer; {@code zone} is the one that local times of day are told in. */
    public AlertWriter(AlertFormat format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    /** Returns the alert in the configured form, without a line end. */
    public String write(Alert alert) {
        return format.json() ? json(alert) : text(alert);
    }

    /** Returns the line of the text form, without a line end. */
    public String text(Alert alert) {
        StringBuilder out = new StringBuilder(128);
        switch (alert) {
            case RuleAlert matched -> appendLine(out, matched);
            case InternalAlert internal -> appendLine(out, internal);
        }
        return out.toString();
    }

    /** Returns the JSON object. */
    public String json(Alert alert) {
        StringBuilder out = new StringBuilder(512);
        switch (alert) {
            case RuleAlert matched -> appendJson(out, matched);
            case InternalAlert internal -> appendJson(out, internal);
        }
        return out.toString();
    }

    private void appendLine(StringBuilder out, RuleAlert alert) {
        if (format.iso8601()) {
            TimeText.appendIso8601(out, alert.timestamp());
        } else {
            TimeText.appendTimeOfDay(out, alert.timestamp(), zone);
        }
        out.append(": ").append(alert.priority().displayName()).append(' ').append(alert.message());
    }

    private void appendLine(StringBuilder out, InternalAlert alert) {
        TimeText.appendTimeOfDay(out, alert.timestamp(), zone);
        out.append(": ").append(alert.priority().displayName()).append(' ');
        out.append(alert.message()).append(" (");
        String separator = "";
        for (Map.Entry<String, FieldValue> field : alert.fields().entrySet()) {
            out.append(separator).append(field.getKey()).append('=');
            JsonText.appendValue(out, field.getValue());
            separator = " ";
        }
        out.append(')');
    }

    private void appendJson(StringBuilder out, RuleAlert alert) {
        AlertFormat.Properties include = format.include();
        out.append("{\"hostname\":");
        JsonText.appendString(out, alert.hostname());
        if (include.message()) {
            out.append(",\"message\":");
            JsonText.appendString(out, alert.message());
        }
        if (include.output()) {
            out.append(",\"output\":");
            JsonText.appendString(out, text(alert));
        }
        if (include.outputFields()) {
            out.append(",\"output_fields\":");
            JsonText.appendObject(out, withTime(alert));
        }
        appendCommon(out, alert);
        if (include.tags()) {
            out.append(",\"tags\":[");
            String separator = "";
            for (String tag : alert.rule().tags()) {
                out.append(separator);
                JsonText.appendString(out, tag);
                separator = ",";
            }
            out.append(']');
        }
        appendTime(out, alert.timestamp());
    }

    private SortedMap<String, FieldValue> withTime(RuleAlert alert) {
        SortedMap<String, FieldValue> fields = new TreeMap<>(alert.fields());
        fields.put(format.iso8601() ? "evt.time.iso8601" : "evt.time", new FieldValue.Unsigned(alert.timestamp()));
        return fields;
    }

    private static void appendJson(StringBuilder out, InternalAlert alert) {
        out.append("{\"hostname\":");
        JsonText.appendString(out, alert.hostname());
        out.append(",\"output\":");
        JsonText.appendString(out, alert.message());
        out.append(",\"output_fields\":");
        JsonText.appendObject(out, alert.fields());
        appendCommon(out, alert);
        appendTime(out, alert.timestamp());
    }

    private static void appendCommon(StringBuilder out, Alert alert) {
        out.append(",\"priority\":");
        JsonText.appendString(out, alert.priority().displayName());
        out.append(",\"rule\":");
        JsonText.appendString(out, alert.ruleName());
        out.append(",\"source\":");
        JsonText.appendString(out, alert.source());
    }

    private static void appendTime(StringBuilder out, long timestamp) {
        out.append(",\"time\":\"");
        TimeText.appendZulu(out, timestamp);
        out.append("\"}");
    }
}
