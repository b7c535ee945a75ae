package io.peregrine.filter.regex;

import java.util.Locale;

/** Reads one backslash escape; the result is the one character that it stands for, written so that it stands for itself. */
final class EscapeReader {
    private static final int MAX_POINT = 0x10FFFF;

    private EscapeReader() {}

    static Piece read(String pattern, int start) throws PosixSyntaxException {
        Point point = point(pattern, start);
        return new Piece(literal(point.value()), point.end());
    }

    /** A character and the offset behind it. */
    record Point(int value, int end) {}

    static Point point(String pattern, int start) throws PosixSyntaxException {
        if (start + 1 >= pattern.length()) {
            throw new PosixSyntaxException("trailing \\");
        }
        int c = pattern.codePointAt(start + 1);
        int next = start + 1 + Character.charCount(c);
        return switch (c) {
            case 'a' -> new Point(7, next);
            case 'f' -> new Point('\f', next);
            case 'n' -> new Point('\n', next);
            case 'r' -> new Point('\r', next);
            case 't' -> new Point('\t', next);
            case 'v' -> new Point(0x0b, next);
            case 'x' -> hex(pattern, start, next);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(pattern, start, next);
            default -> {
                boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (alphanumeric || c > 127) {
                    throw invalid(pattern, start, next);
                }
                yield new Point(c, next);
            }
        };
    }

    private static Point octal(String pattern, int start, int next) throws PosixSyntaxException {
        if (pattern.charAt(start + 1) != '0' && !isDigit(pattern, next, 8)) {
            throw invalid(pattern, start, next);
        }
        int end = start + 1;
        int value = 0;
        while (end < start + 4 && isDigit(pattern, end, 8)) {
            value = value * 8 + Character.digit(pattern.charAt(end++), 8);
        }
        return new Point(value, end);
    }

    private static Point hex(String pattern, int start, int next) throws PosixSyntaxException {
        boolean braced = next < pattern.length() && pattern.charAt(next) == '{';
        int end = braced ? next + 1 : next;
        int first = end;
        int value = 0;
        while (isDigit(pattern, end, 16) && (braced || end < first + 2)) {
            value = value * 16 + Character.digit(pattern.charAt(end++), 16);
            if (value > MAX_POINT) {
                throw invalid(pattern, start, end);
            }
        }
        boolean complete =
                braced ? end > first && end < pattern.length() && pattern.charAt(end) == '}' : end == first + 2;
        if (!complete) {
            throw invalid(pattern, start, Math.min(end + 1, pattern.length()));
        }
        return new Point(value, braced ? end + 1 : end);
    }

    private static boolean isDigit(String pattern, int index, int radix) {
        return index < pattern.length()
                && pattern.charAt(index) < 128
                && Character.digit(pattern.charAt(index), radix) >= 0;
    }

    private static PosixSyntaxException invalid(String pattern, int start, int end) {
        return new PosixSyntaxException("invalid escape sequence: " + pattern.substring(start, end));
    }

    /** A character so that it stands for itself anywhere in a pattern. */
    static String literal(int point) {
        boolean plain = point > 127
                || (point >= '0' && point <= '9')
                || (point >= 'a' && point <= 'z')
                || (point >= 'A' && point <= 'Z')
                || point == '_'
                || point == ' ';
        return plain && point < 0xD800 ? Character.toString(point) : String.format(Locale.ROOT, "\\x{%X}", point);
    }
}
