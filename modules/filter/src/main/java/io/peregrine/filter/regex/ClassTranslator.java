package io.peregrine.filter.regex;

import java.util.Set;

/** Reads one character class in brackets. */
final class ClassTranslator {
    private static final Set<String> NAMES = Set.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");

    private final String pattern;
    private final int start;
    private final StringBuilder out = new StringBuilder("[");
    private int at;

    private ClassTranslator(String pattern, int start) {
        this.pattern = pattern;
        this.start = start;
        this.at = start + 1;
    }

    static Piece translate(String pattern, int start) throws PosixSyntaxException {
        return new ClassTranslator(pattern, start).run();
    }

    private Piece run() throws PosixSyntaxException {
        if (lookingAt("^")) {
            out.append('^');
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            if (pattern.charAt(at) == '-' && at > first && !lookingAt("-]")) {
                strayDash();
            }
            if (!named()) {
                range();
            }
        }
        if (at >= pattern.length()) {
            throw unclosed();
        }
        return new Piece(out.append(']').toString(), at + 1);
    }

    private boolean lookingAt(String text) {
        return pattern.startsWith(text, at);
    }

    private void strayDash() throws PosixSyntaxException {
        if (at + 1 >= pattern.length()) {
            throw unclosed();
        }
        int end = at + 1 + Character.charCount(pattern.codePointAt(at + 1));
        throw new PosixSyntaxException("invalid character class range: " + pattern.substring(at, end));
    }

    private boolean named() throws PosixSyntaxException {
        int end = lookingAt("[:") ? pattern.indexOf(":]", at + 2) : -1;
        if (end < 0) {
            return false;
        }
        String name = pattern.substring(at + 2, end);
        if (!NAMES.contains(name.startsWith("^") ? name.substring(1) : name)) {
            throw new PosixSyntaxException("invalid character class range: " + pattern.substring(at, end + 2));
        }
        out.append("[:").append(name).append(":]");
        at = end + 2;
        return true;
    }

    private void range() throws PosixSyntaxException {
        int from = at;
        int low = character();
        out.append(EscapeReader.literal(low));
        if (lookingAt("-") && !lookingAt("-]") && at + 1 < pattern.length()) {
            at++;
            int high = character();
            if (high < low) {
                throw new PosixSyntaxException("invalid character class range: " + pattern.substring(from, at));
            }
            out.append('-').append(EscapeReader.literal(high));
        }
    }

    private int character() throws PosixSyntaxException {
        if (at >= pattern.length()) {
            throw unclosed();
        }
        if (pattern.charAt(at) == '\\') {
            EscapeReader.Point point = EscapeReader.point(pattern, at);
            at = point.end();
            return point.value();
        }
        int point = pattern.codePointAt(at);
        at += Character.charCount(point);
        return point;
    }

    private PosixSyntaxException unclosed() {
        return new PosixSyntaxException("missing ]: " + pattern.substring(start));
    }
}
