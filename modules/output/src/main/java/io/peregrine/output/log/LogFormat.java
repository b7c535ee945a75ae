package io.peregrine.output.log;

import io.peregrine.alert.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** How a log message looks on standard error. */
public enum LogFormat {
    /** {@code Sun Nov 22 00:21:44 2026: message}, in local time. */
    TEXT,
    /** {@code 2026-11-22T00:21:44+0000: message}. */
    TEXT_ISO_8601,
    /** A JSON object with level, message and time. */
    JSON;

    /** Returns the line without its end. */
    public String line(Instant time, ZoneId zone, LogLevel level, String message) {
        return switch (this) {
            case TEXT -> LogTime.full(time.atZone(zone)) + ": " + message;
            case TEXT_ISO_8601 -> LogTime.iso(time.atZone(ZoneOffset.UTC)) + "+0000: " + message;
            case JSON ->
                JsonText.write(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("level", level.spelling());
                    JsonText.writeMember(json, "message", message);
                    json.writeStringProperty("time", time.toString());
                    json.writeEndObject();
                });
        };
    }
}
