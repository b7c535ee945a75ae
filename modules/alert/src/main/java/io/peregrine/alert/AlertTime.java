package io.peregrine.alert;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The written forms of an event's time. Every method takes nanoseconds since the epoch. */
public final class AlertTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private AlertTime() {}

    /** Appends the local time of day, {@code 19:44:44.258750079}. */
    public static void appendTimeOfDay(StringBuilder out, long timestamp, ZoneId zone) {
        appendTime(out, at(timestamp, zone));
    }

    /** Appends date and time in UTC with an offset, {@code 2026-11-21T19:44:44.258750079+0000}. */
    public static void appendIso8601(StringBuilder out, long timestamp) {
        appendDateTime(out, timestamp);
        out.append("+0000");
    }

    /** Appends date and time in UTC with the zone letter, {@code 2026-11-21T19:44:44.258750079Z}. */
    public static void appendZulu(StringBuilder out, long timestamp) {
        appendDateTime(out, timestamp);
        out.append('Z');
    }

    private static LocalDateTime at(long timestamp, ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(timestamp, NANOS_PER_SECOND), Math.floorMod(timestamp, NANOS_PER_SECOND));
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static void appendDateTime(StringBuilder out, long timestamp) {
        LocalDateTime time = at(timestamp, ZoneOffset.UTC);
        appendPadded(out, time.getYear(), 4);
        out.append('-');
        appendPadded(out, time.getMonthValue(), 2);
        out.append('-');
        appendPadded(out, time.getDayOfMonth(), 2);
        out.append('T');
        appendTime(out, time);
    }

    private static void appendTime(StringBuilder out, LocalDateTime time) {
        appendPadded(out, time.getHour(), 2);
        out.append(':');
        appendPadded(out, time.getMinute(), 2);
        out.append(':');
        appendPadded(out, time.getSecond(), 2);
        out.append('.');
        appendPadded(out, time.getNano(), 9);
    }

    private static void appendPadded(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        out.append(digits);
    }
}
