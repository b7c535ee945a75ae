package io.peregrine.plugin.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of three numbers.
 *
 * @param major changes with what is incompatible
 * @param minor grows with what is added
 * @param patch grows with what is mended
 */
public record SemanticVersion(long major, long minor, long patch) {
    private static final Pattern FORM =
            Pattern.compile("\\s*\\+?(\\d{1,10})\\.\\s*\\+?(\\d{1,10})\\.\\s*\\+?(\\d{1,10}).*", Pattern.DOTALL);

    /** The version at the beginning of a text; what stands behind it is not looked at, as in Falco. */
    public static Optional<SemanticVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new SemanticVersion(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
