package io.peregrine.event.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Times and durations as text; all times are unsigned nanoseconds since the epoch. */
public final class TimeText {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400;

    private TimeText() {}

    /** The offset of a zone from UTC at a moment, in seconds. */
    public static long offset(ZoneId zone, long timestamp) {
        return zone.getRules()
                .getOffset(Instant.ofEpochSecond(Long.divideUnsigned(timestamp, SECOND)))
                .getTotalSeconds();
    }

    /** Appends the date, {@code 2026-11-22}. */
    public static void appendDate(TextBuffer out, long timestamp, long offset) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(Long.divideUnsigned(timestamp, SECOND) + offset, DAY));
        out.appendUnsigned(date.getYear(), 4).append('-');
        out.appendUnsigned(date.getMonthValue(), 2).append('-');
        out.appendUnsigned(date.getDayOfMonth(), 2);
    }

    /** Appends the time of day, {@code 19:44:44}. */
    public static void appendTime(TextBuffer out, long timestamp, long offset) {
        long second = Math.floorMod(Long.divideUnsigned(timestamp, SECOND) + offset, DAY);
        out.appendUnsigned(second / 3600, 2).append(':');
        out.appendUnsigned(second % 3600 / 60, 2).append(':');
        out.appendUnsigned(second % 60, 2);
    }

    /** Appends the fraction of the second, {@code .258750079}. */
    public static void appendFraction(TextBuffer out, long timestamp) {
        out.append('.').appendUnsigned(Long.remainderUnsigned(timestamp, SECOND), 9);
    }

    /** Appends an offset from UTC, {@code +0000}. */
    public static void appendOffset(TextBuffer out, long offset) {
        long minutes = Math.abs(offset) / 60;
        out.append(offset < 0 ? '-' : '+').appendUnsigned(minutes / 60, 2).appendUnsigned(minutes % 60, 2);
    }

    /** Appends a duration in seconds with six significant digits, {@code 1.5s}, {@code 1e-09s}; allocates. */
    public static void appendSeconds(TextBuffer out, long nanoseconds) {
        double seconds = unsignedToDouble(nanoseconds) / SECOND;
        out.append(GeneralNumber.text(seconds)).append('s');
    }

    private static double unsignedToDouble(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }
}
