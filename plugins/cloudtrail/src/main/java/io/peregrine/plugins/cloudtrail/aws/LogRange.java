package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugin.PluginException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which log files of a bucket are read.
 *
 * @param start files from this time on, by their names
 * @param end files up to this time
 * @param accounts the accounts of an organization; empty for all
 */
public record LogRange(Optional<Instant> start, Optional<Instant> end, List<String> accounts) {
    private static final String POINT = "\\d+[wdhms]|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z";
    private static final Pattern BOTH = Pattern.compile("(" + POINT + ")\\s*-\\s*(" + POINT + ")");
    private static final Pattern ONE = Pattern.compile(POINT);

    /** A log file's name: ACCOUNT_CloudTrail_REGION_20261128T1005Z_UNIQUE.json.gz. */
    private static final Pattern NAME = Pattern.compile(".*_CloudTrail_[^_]+_([^_]+)Z_.*");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);

    public LogRange {
        accounts = List.copyOf(accounts);
    }

    /**
     * The range of a configuration.
     *
     * @param interval {@code 5d}, {@code 5d-2d}, a time as {@code 2026-01-01T00:00:00Z}, two of them, or one of each; empty for all
     * @throws PluginException when it is none of these
     */
    public static LogRange of(String interval, List<String> accounts, Instant now) throws PluginException {
        String text = interval.strip();
        Matcher both = BOTH.matcher(text);
        if (text.isEmpty()) {
            return new LogRange(Optional.empty(), Optional.empty(), accounts);
        }
        try {
            if (both.matches()) {
                Instant start = point(both.group(1), now);
                Instant end = point(both.group(2), now);
                if (end.isBefore(start)) {
                    throw new PluginException("the setting s3Interval '" + text + "' ends before it starts");
                }
                return new LogRange(Optional.of(start), Optional.of(end), accounts);
            }
            if (ONE.matcher(text).matches()) {
                return new LogRange(Optional.of(point(text, now)), Optional.empty(), accounts);
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new PluginException(
                "the setting s3Interval '" + text
                        + "' is no interval; write a duration such as 5d, a time such as 2026-01-01T00:00:00Z, or two of them with - between");
    }

    private static Instant point(String text, Instant now) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        Duration unit = switch (text.charAt(text.length() - 1)) {
            case 'w' -> Duration.ofDays(7);
            case 'd' -> Duration.ofDays(1);
            case 'h' -> Duration.ofHours(1);
            case 'm' -> Duration.ofMinutes(1);
            default -> Duration.ofSeconds(1);
        };
        return now.minus(unit.multipliedBy(count));
    }

    /** Whether a log file lies in the interval, by its name; one with another name does. */
    boolean contains(String key) {
        Matcher name = NAME.matcher(key);
        if (start.isEmpty() || !name.matches()) {
            return true;
        }
        String minute = name.group(1);
        return minute.compareTo(MINUTE.format(start.get())) >= 0
                && end.map(last -> minute.compareTo(MINUTE.format(last)) <= 0).orElse(true);
    }

    /** The key behind which the files of a region begin, given what all of them begin with; empty for all. */
    String startAfter(String region) {
        return start.map(first -> region + DAY.format(first)).orElse("");
    }
}
