package io.peregrine.filter.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A compiled regular expression that a whole text matches or not, in time linear to the text. {@code ^} and {@code $} hold at the ends of
 * lines, {@code .} takes any character but a line feed, and no part of a pattern takes a byte that is not UTF-8. Immutable; any thread may use it.
 */
public final class PosixPattern {
    private final String pattern;
    private final Pattern compiled;

    private PosixPattern(String pattern, Pattern compiled) {
        this.pattern = pattern;
        this.compiled = compiled;
    }

    /**
     * Compiles a pattern in POSIX syntax.
     *
     * @throws PosixSyntaxException when it is none, or needs more memory than a pattern may
     */
    public static PosixPattern compile(String pattern) throws PosixSyntaxException {
        String translated = PosixTranslator.translate(pattern);
        try {
            return new PosixPattern(pattern, Pattern.compile(translated, Pattern.MULTILINE | Pattern.LONGEST_MATCH));
        } catch (PatternSyntaxException e) {
            throw new PosixSyntaxException(e.getDescription() + ": " + pattern);
        } catch (StackOverflowError e) {
            throw new PosixSyntaxException("nesting too deep: " + pattern);
        }
    }

    /** Whether all of a text matches. Allocates; a caller on a hot path keeps a {@link #matcher()}. */
    public boolean matches(byte[] text) {
        return matcher().matches(text);
    }

    /** A matcher to be kept and used by one thread. */
    public PosixMatcher matcher() {
        return new PosixMatcher(compiled.matcher(new byte[0]));
    }

    /** Answers for one pattern again and again; belongs to one thread. */
    public static final class PosixMatcher {
        private final Matcher matcher;

        private PosixMatcher(Matcher matcher) {
            this.matcher = matcher;
        }

        /** Whether all of a text matches. The array is not kept. */
        public boolean matches(byte[] text) {
            return WellFormedUtf8.isWellFormed(text) && matcher.reset(text).matches();
        }
    }

    /** The pattern as it was given. */
    @Override
    public String toString() {
        return pattern;
    }
}
