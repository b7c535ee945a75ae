package io.peregrine.filter.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a pattern in POSIX syntax and writes the pattern in Perl syntax that matches the same texts. Groups become groups that capture
 * nothing; stacked repetitions such as {@code a+?}, which mean something else or nothing in Perl syntax, become nested groups.
 */
final class PosixTranslator {
    private static final int MAX_REPEAT = 1000;
    private static final int MAX_DEPTH = 1000;

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> groups = new ArrayDeque<>();
    private int at;
    /** Where the last complete item starts in {@link #out}, -1 when a repetition has nothing to repeat. */
    private int item = -1;

    private boolean repeated;
    /** How often at most the repetitions with a number write out a part of the last item, one inside the other. */
    private int copies = 1;
    /** The same of all items so far of the group that is open, and of the groups around it. */
    private int copiesInGroup = 1;

    private final Deque<Integer> copiesAround = new ArrayDeque<>();

    private PosixTranslator(String pattern) {
        this.pattern = pattern;
    }

    static String translate(String pattern) throws PosixSyntaxException {
        PosixTranslator translator = new PosixTranslator(pattern);
        translator.run();
        return translator.out.toString();
    }

    private void run() throws PosixSyntaxException {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '|' -> alternative();
                case '*', '+', '?' -> repeat(String.valueOf(c), 1);
                case '{' -> braces();
                case '[' -> item(ClassTranslator.translate(pattern, at));
                case '\\' -> item(EscapeReader.read(pattern, at));
                case '.', '^', '$' -> item(new Piece(String.valueOf(c), at + 1));
                default -> literal();
            }
        }
        if (!groups.isEmpty()) {
            throw new PosixSyntaxException("missing ): " + pattern);
        }
    }

    private void openGroup() throws PosixSyntaxException {
        if (groups.size() >= MAX_DEPTH) {
            throw new PosixSyntaxException("nesting too deep: " + pattern);
        }
        groups.push(out.length());
        copiesAround.push(copiesInGroup);
        copiesInGroup = 1;
        out.append("(?:");
        at++;
        item = -1;
    }

    private void closeGroup() throws PosixSyntaxException {
        if (groups.isEmpty()) {
            throw new PosixSyntaxException("unexpected ): " + pattern);
        }
        out.append(')');
        item = groups.pop();
        copies = copiesInGroup;
        copiesInGroup = Math.max(copies, copiesAround.pop());
        repeated = false;
        at++;
    }

    private void alternative() {
        out.append('|');
        at++;
        item = -1;
    }

    private void item(Piece piece) {
        item = out.length();
        copies = 1;
        repeated = false;
        out.append(piece.text());
        at = piece.end();
    }

    private void literal() {
        int point = pattern.codePointAt(at);
        String text = Character.toString(point);
        boolean special = "{}]".indexOf(point) >= 0;
        item(new Piece(special ? "\\" + text : text, at + text.length()));
    }

    private void braces() throws PosixSyntaxException {
        int end = bracesEnd();
        if (end < 0) {
            literal();
            return;
        }
        String[] bounds = pattern.substring(at + 1, end - 1).split(",", -1);
        int low = bound(bounds[0]);
        int high = bounds.length == 1 ? low : bounds[1].isEmpty() ? -1 : bound(bounds[1]);
        if (low > MAX_REPEAT || high > MAX_REPEAT || (high >= 0 && high < low)) {
            throw new PosixSyntaxException("invalid repetition size: " + pattern.substring(at, end));
        }
        String operator = pattern.substring(at, end);
        repeat(operator, end - at);
        copies *= Math.max(1, Math.max(low, high));
        if (copies > MAX_REPEAT) {
            throw new PosixSyntaxException("invalid repetition size: " + operator);
        }
        copiesInGroup = Math.max(copiesInGroup, copies);
    }

    /** The end of {@code {n}}, {@code {n,}} or {@code {n,m}} here, -1 when it is none and the brace stands for itself. */
    private int bracesEnd() {
        int i = digits(at + 1);
        if (i == at + 1) {
            return -1;
        }
        if (i < pattern.length() && pattern.charAt(i) == ',') {
            i = digits(i + 1);
        }
        return i < pattern.length() && pattern.charAt(i) == '}' ? i + 1 : -1;
    }

    private int digits(int start) {
        int end = start;
        while (end < pattern.length() && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int bound(String digits) {
        return digits.length() > 4 ? MAX_REPEAT + 1 : Integer.parseInt(digits);
    }

    private void repeat(String operator, int length) throws PosixSyntaxException {
        if (item < 0) {
            throw new PosixSyntaxException("no argument for repetition operator: " + operator);
        }
        if (repeated) {
            out.insert(item, "(?:").append(')');
        }
        out.append(operator);
        repeated = true;
        at += length;
    }
}
