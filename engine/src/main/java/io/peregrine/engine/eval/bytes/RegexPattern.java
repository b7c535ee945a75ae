package io.peregrine.engine.eval.bytes;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A POSIX regular expression that all of a range must match, in time linear in the range.
 *
 * <p>{@code ^} and {@code $} match at line ends and {@code .} does not match a line end. Text that is no UTF-8 matches nothing. Most
 * ranges that cannot match are rejected by a literal that every match contains ({@link RequiredLiteral}); only what passes is copied
 * and given to RE2/J, which allocates.
 */
public final class RegexPattern implements ByteMatcher {
    private final Pattern pattern;
    private final ByteSearch required;

    private RegexPattern(Pattern pattern, ByteSearch required) {
        this.pattern = pattern;
        this.required = required;
    }

    /**
     * Compiles an expression that has been found to be one.
     *
     * @throws com.google.re2j.PatternSyntaxException when RE2/J does not understand it
     */
    public static RegexPattern of(byte[] expression) {
        String text = new String(expression, StandardCharsets.UTF_8);
        Pattern pattern = Pattern.compile(text, Pattern.MULTILINE | Pattern.LONGEST_MATCH);
        return new RegexPattern(pattern, ByteSearch.of(RequiredLiteral.of(expression)));
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        return required.indexIn(bytes, from, to) >= 0
                && Utf8Shape.isWellFormed(bytes, from, to)
                && pattern.matches(Arrays.copyOfRange(bytes, from, to));
    }
}
