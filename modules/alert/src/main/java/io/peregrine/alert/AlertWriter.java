package io.peregrine.alert;

import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

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
        return JsonText.write(json -> {
            json.writeStartObject();
            switch (alert) {
                case RuleAlert matched -> write(json, matched);
                case InternalAlert internal -> write(json, internal);
            }
            json.writeEndObject();
        });
    }

    private void appendLine(StringBuilder out, RuleAlert alert) {
        if (format.iso8601()) {
            AlertTime.appendIso8601(out, alert.timestamp());
        } else {
            AlertTime.appendTimeOfDay(out, alert.timestamp(), zone);
        }
        out.append(": ").append(alert.priority().displayName()).append(' ').append(alert.message());
    }

    private void appendLine(StringBuilder out, InternalAlert alert) {
        AlertTime.appendTimeOfDay(out, alert.timestamp(), zone);
        out.append(": ").append(alert.priority().displayName()).append(' ');
        out.append(alert.message()).append(" (");
        String separator = "";
        for (Map.Entry<String, FieldValue> field : alert.fields().entrySet()) {
            out.append(separator).append(field.getKey()).append('=').append(JsonText.of(field.getValue()));
            separator = " ";
        }
        out.append(')');
    }

    private void write(JsonGenerator json, RuleAlert alert) {
        AlertFormat.Properties include = format.include();
        JsonText.writeMember(json, "hostname", alert.hostname());
        if (include.message()) {
            JsonText.writeMember(json, "message", alert.message());
        }
        if (include.output()) {
            JsonText.writeMember(json, "output", text(alert));
        }
        if (include.outputFields()) {
            json.writeName("output_fields");
            JsonText.writeObject(json, withTime(alert));
        }
        writeCommon(json, alert);
        if (include.tags()) {
            json.writeArrayPropertyStart("tags");
            alert.rule().tags().forEach(tag -> JsonText.writeString(json, tag));
            json.writeEndArray();
        }
        writeTime(json, alert.timestamp());
    }

    private SortedMap<String, FieldValue> withTime(RuleAlert alert) {
        SortedMap<String, FieldValue> fields = new TreeMap<>(alert.fields());
        fields.put(format.iso8601() ? "evt.time.iso8601" : "evt.time", new FieldValue.Unsigned(alert.timestamp()));
        return fields;
    }

    private static void write(JsonGenerator json, InternalAlert alert) {
        JsonText.writeMember(json, "hostname", alert.hostname());
        JsonText.writeMember(json, "output", alert.message());
        json.writeName("output_fields");
        JsonText.writeObject(json, alert.fields());
        writeCommon(json, alert);
        writeTime(json, alert.timestamp());
    }

    private static void writeCommon(JsonGenerator json, Alert alert) {
        json.writeStringProperty("priority", alert.priority().displayName());
        JsonText.writeMember(json, "rule", alert.ruleName());
        JsonText.writeMember(json, "source", alert.source());
    }

    private static void writeTime(JsonGenerator json, long timestamp) {
        StringBuilder time = new StringBuilder();
        AlertTime.appendZulu(time, timestamp);
        json.writeStringProperty("time", time.toString());
    }
}
