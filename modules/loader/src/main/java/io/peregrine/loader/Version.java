package io.peregrine.loader;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of three numbers. */
public record Version(long major, long minor, long patch) implements Comparable<Version> {
    private static final Pattern START =
            Pattern.compile("\\s*([+-]?[0-9]{1,9})\\.([+-]?[0-9]{1,9})\\.([+-]?[0-9]{1,9})");

    /** The version of the rules language that this engine speaks. */
    public static final Version ENGINE = new Version(0, 62, 0);

    /** The version at the beginning of a text; empty when it does not begin with three numbers. */
    public static Optional<Version> parse(String text) {
        Matcher matcher = START.matcher(text);
        return matcher.lookingAt()
                ? Optional.of(new Version(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))))
                : Optional.empty();
    }

    /** A number of 32 bits without a sign, so that a negative one is large. */
    private static long number(String text) {
        return Integer.toUnsignedLong(Integer.parseInt(text));
    }

    /** Whether what needs {@code required} works with this version: the same major number, and not older. */
    public boolean satisfies(Version required) {
        return major == required.major && compareTo(required) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        int byMajor = Long.compare(major, other.major);
        int byMinor = Long.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Long.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
