package io.peregrine.engine.eval.bytes;

import io.peregrine.filter.regex.PosixPattern;
import io.peregrine.filter.regex.PosixSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A POSIX regular expression that all of a range must match.
 *
 * <p>Most ranges that cannot match are rejected by a literal that every match contains ({@link RequiredLiteral}); only what passes is
 * copied and given to {@link PosixPattern}, which allocates.
 */
public final class RegexPattern implements ByteMatcher {
    private final PosixPattern pattern;
    private final ByteSearch required;

    private RegexPattern(PosixPattern pattern, ByteSearch required) {
        this.pattern = pattern;
        this.required = required;
    }

    /**
     * Compiles an expression that has been checked.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RegexPattern of(byte[] expression) {
        try {
            PosixPattern pattern = PosixPattern.compile(new String(expression, StandardCharsets.UTF_8));
            return new RegexPattern(pattern, ByteSearch.of(RequiredLiteral.of(expression)));
        } catch (PosixSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        return required.indexIn(bytes, from, to) >= 0 && pattern.matches(Arrays.copyOfRange(bytes, from, to));
    }
}
