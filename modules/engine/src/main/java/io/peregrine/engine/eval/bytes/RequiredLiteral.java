package io.peregrine.engine.eval.bytes;

import java.io.ByteArrayOutputStream;

/**
 * Finds a literal that every match of a regular expression contains: the longest run of plain characters outside groups, brackets and
 * alternatives that no quantifier can make vanish. When in doubt it finds less; no bytes mean that nothing is required.
 */
final class RequiredLiteral {
    private static final byte[] NOTHING = {};

    private final byte[] expression;
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private byte[] longest = NOTHING;
    private int at;

    private RequiredLiteral(byte[] expression) {
        this.expression = expression;
    }

    /** The literal for an expression. */
    static byte[] of(byte[] expression) {
        return new RequiredLiteral(expression).find();
    }

    private byte[] find() {
        while (at < expression.length) {
            byte b = expression[at];
            switch (b) {
                case '|' -> {
                    return NOTHING;
                }
                case '(' -> {
                    endRun();
                    skipGroup();
                    skipQuantifier();
                }
                case '[' -> {
                    endRun();
                    skipBracket();
                    skipQuantifier();
                }
                case '.', '^', '$' -> {
                    endRun();
                    at++;
                    skipQuantifier();
                }
                default -> readLiteral(b);
            }
        }
        endRun();
        return longest;
    }

    private void readLiteral(byte b) {
        byte literal = b;
        if (b == '\\') {
            if (at + 1 >= expression.length || !isPunctuation(expression[at + 1])) {
                giveUp();
                return;
            }
            literal = expression[++at];
        }
        int length = b < 0 ? characterLength() : 1;
        int start = at;
        at += length;
        if (isQuantified()) {
            endRun();
            skipQuantifier();
        } else if (length == 1) {
            run.write(literal);
        } else {
            run.write(expression, start, length);
        }
    }

    private void giveUp() {
        run.reset();
        longest = NOTHING;
        at = expression.length;
    }

    /** The bytes of the character here that is not ASCII. */
    private int characterLength() {
        int end = at + 1;
        while (end < expression.length && (expression[end] & 0xc0) == 0x80) {
            end++;
        }
        return end - at;
    }

    private static boolean isPunctuation(byte b) {
        return b > ' ' && b < 127 && !Character.isLetterOrDigit(b);
    }

    private boolean isQuantified() {
        return at < expression.length && "*+?{".indexOf(expression[at]) >= 0;
    }

    private void skipQuantifier() {
        while (isQuantified()) {
            if (expression[at] == '{') {
                while (at < expression.length && expression[at] != '}') {
                    at++;
                }
            }
            at++;
        }
    }

    private void skipBracket() {
        at++;
        if (at < expression.length && expression[at] == '^') {
            at++;
        }
        boolean first = true;
        while (at < expression.length && (first || expression[at] != ']')) {
            first = false;
            if (expression[at] == '\\') {
                at++;
            } else if (expression[at] == '[' && at + 1 < expression.length && expression[at + 1] == ':') {
                at += 2;
                while (at < expression.length && expression[at] != ']') {
                    at++;
                }
            }
            at++;
        }
        at++;
    }

    private void skipGroup() {
        int depth = 0;
        do {
            if (at >= expression.length) {
                return;
            }
            switch (expression[at]) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\\' -> at++;
                case '[' -> {
                    skipBracket();
                    at--;
                }
                default -> {}
            }
            at++;
        } while (depth > 0);
    }

    private void endRun() {
        if (run.size() > longest.length) {
            longest = run.toByteArray();
        }
        run.reset();
    }
}
