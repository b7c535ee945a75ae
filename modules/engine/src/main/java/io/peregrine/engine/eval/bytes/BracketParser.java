package io.peregrine.engine.eval.bytes;

import java.nio.charset.StandardCharsets;

/**
 * Reads one bracket expression of a shell pattern, {@code [a-z]}, {@code [!x]}, {@code [[:digit:]]}, as glibc's fnmatch(3) does in the C
 * locale.
 *
 * <p>A bracket without its end is no bracket: it stands for the character {@code [} itself. An unknown class name ends the list of members, and makes a negated bracket match nothing.
 */
final class BracketParser {
    private static final int END = 0;

    private final byte[] pattern;
    private final boolean ignoreCase;
    private final ByteClass members = new ByteClass();
    private int at;
    private boolean broken;

    /** A parser that starts behind the opening bracket. */
    BracketParser(byte[] pattern, int start, boolean ignoreCase) {
        this.pattern = pattern;
        this.at = start;
        this.ignoreCase = ignoreCase;
    }

    /**
     * What a bracket came to.
     *
     * @param members the bytes that match
     * @param next the index behind the bracket
     */
    record Bracket(ByteClass members, int next) {}

    Bracket parse() {
        int start = at;
        boolean negated = peek(0) == '!' || peek(0) == '^';
        if (negated) {
            at++;
        }
        boolean first = true;
        while (first || peek(0) != ']') {
            first = false;
            if (at >= pattern.length) {
                return unterminated(start);
            }
            readItem();
        }
        at++;
        if (negated) {
            return new Bracket(broken ? new ByteClass() : members.complement(), at);
        }
        return new Bracket(members, at);
    }

    private Bracket unterminated(int start) {
        ByteClass literal = new ByteClass();
        literal.add('[');
        return new Bracket(literal, start);
    }

    private int peek(int ahead) {
        return at + ahead < pattern.length ? pattern[at + ahead] & 0xff : END;
    }

    private void readItem() {
        if (peek(0) == '[' && (peek(1) == ':' || peek(1) == '=') && readNamed(peek(1))) {
            return;
        }
        boolean collating = isCollating();
        int low = readEnd();
        if (peek(0) == '-' && at + 1 < pattern.length && peek(1) != ']') {
            at++;
            addRange(low, readEnd());
        } else if (collating) {
            addExactly(low);
        } else {
            addRange(low, low);
        }
    }

    private boolean isCollating() {
        return peek(0) == '[' && peek(1) == '.' && peek(3) == '.' && peek(4) == ']';
    }

    /** One character, its case folded, or the single character of a collating symbol {@code [.x.]}, which keeps its case. */
    private int readEnd() {
        if (peek(0) == '\\' && at + 1 < pattern.length) {
            at++;
        }
        if (isCollating()) {
            int value = peek(2);
            at += 5;
            return value;
        }
        return fold(pattern[at++] & 0xff);
    }

    private boolean readNamed(int mark) {
        int end = at + 2;
        while (end + 1 < pattern.length && !(pattern[end] == mark && pattern[end + 1] == ']')) {
            end++;
        }
        if (end + 1 >= pattern.length) {
            return false;
        }
        String name = new String(pattern, at + 2, end - at - 2, StandardCharsets.ISO_8859_1);
        at = end + 2;
        if (mark == '=') {
            addEquivalents(name);
            return true;
        }
        addClass(name);
        return true;
    }

    private void addClass(String name) {
        if (!CharacterClass.exists(name)) {
            broken = true;
        }
        for (int value = 0; value < 128 && !broken; value++) {
            if (CharacterClass.contains(name, value)) {
                members.add(value);
            }
        }
    }

    /** In the C locale a character is equivalent to nothing but itself, its other case included. */
    private void addEquivalents(String name) {
        if (name.length() != 1) {
            broken = true;
        } else {
            addExactly(name.charAt(0));
        }
    }

    private void addExactly(int value) {
        if (!broken) {
            members.add(value);
        }
    }

    private void addRange(int first, int last) {
        for (int value = 0; value < 256 && !broken; value++) {
            int folded = fold(value);
            if (folded >= first && folded <= last) {
                members.add(value);
            }
        }
    }

    private int fold(int value) {
        return ignoreCase ? AsciiCase.lower((byte) value) & 0xff : value;
    }
}
