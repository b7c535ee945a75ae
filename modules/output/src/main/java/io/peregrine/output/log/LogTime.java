package io.peregrine.output.log;

import java.time.ZonedDateTime;
import java.util.List;

/**
 * Times as the C library writes them, with English names in every locale. The JDK's formatters look names up in the data of locales, of which the first
 * message of a start would pay the loading (30 ms of processor time).
 */
final class LogTime {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private LogTime() {}

    /** {@code Sun Nov 22 00:21:44 2026}. */
    static String full(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(24)
                .append(DAYS.get(time.getDayOfWeek().ordinal()))
                .append(' ')
                .append(month(time))
                .append(' ');
        return clock(padded(text, time.getDayOfMonth(), '0').append(' '), time)
                .append(' ')
                .append(time.getYear())
                .toString();
    }

    /** {@code 2026-11-22T00:21:44}. */
    static String iso(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(19).append(time.getYear()).append('-');
        padded(text, time.getMonthValue(), '0').append('-');
        return clock(padded(text, time.getDayOfMonth(), '0').append('T'), time).toString();
    }

    /** {@code Nov  2 00:21:44}, as RFC 3164 has it. */
    static String ofSyslog(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(15).append(month(time)).append(' ');
        return clock(padded(text, time.getDayOfMonth(), ' ').append(' '), time).toString();
    }

    private static String month(ZonedDateTime time) {
        return MONTHS.get(time.getMonthValue() - 1);
    }

    private static StringBuilder clock(StringBuilder text, ZonedDateTime time) {
        padded(text, time.getHour(), '0').append(':');
        padded(text, time.getMinute(), '0').append(':');
        return padded(text, time.getSecond(), '0');
    }

    private static StringBuilder padded(StringBuilder text, int number, char pad) {
        return (number < 10 ? text.append(pad) : text).append(number);
    }
}
