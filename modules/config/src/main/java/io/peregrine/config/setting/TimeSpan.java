package io.peregrine.config.setting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Prometheus writes them: years, weeks, days, hours, minutes, seconds and milliseconds, in this order. */
public final class TimeSpan {
    private static final Pattern UNITS = Pattern.compile("(?:([0-9]{1,9})y)?(?:([0-9]{1,9})w)?(?:([0-9]{1,9})d)?"
            + "(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};

    private TimeSpan() {}

    /** Reads a length of time; blanks are ignored; empty when the text has no unit or is none. */
    public static Optional<Duration> parse(String text) {
        String compact = text.replaceAll("\\s", "");
        Matcher matcher = UNITS.matcher(compact);
        if (compact.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < MILLIS.length; i++) {
            if (matcher.group(i + 1) != null) {
                sum = sum.plus(Duration.ofMillis(MILLIS[i]).multipliedBy(Long.parseLong(matcher.group(i + 1))));
            }
        }
        return Optional.of(sum);
    }
}
