package io.peregrine.config.setting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Prometheus writes them: years, weeks, days, hours, minutes, seconds and milliseconds, in this order. */
public final class TimeSpan {
    private static final Pattern UNITS = Pattern.compile("(?:([0-9]{1,9})y)?(?:([0-9]{1,9})w)?(?:([0-9]{1,9})d)?"
            + "(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");
    /** Seconds of the units in their order, but for milliseconds, the last one. */
    private static final long[] SECONDS = {31_536_000, 604_800, 86_400, 3_600, 60, 1};

    private TimeSpan() {}

    /** Reads a length of time; blanks are ignored; empty when the text has no unit or is none. */
    public static Optional<Duration> parse(String text) {
        String compact = text.replaceAll("\\s", "");
        Matcher matcher = UNITS.matcher(compact);
        if (compact.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < SECONDS.length; i++) {
            sum = sum.plusSeconds(SECONDS[i] * number(matcher, i + 1));
        }
        return Optional.of(sum.plusMillis(number(matcher, SECONDS.length + 1)));
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
