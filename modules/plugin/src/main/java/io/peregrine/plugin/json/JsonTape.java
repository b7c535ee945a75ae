package io.peregrine.plugin.json;

import java.util.Arrays;

/**
 * The shape of a JSON text, without a copy of any of it: for each value where it begins and ends, and which comes behind it. Reused from text to text; grows to
 * the largest. Values are numbered in the order of the text, 0 for the whole; in an object a key is followed by its value.
 *
 * <p>Read as fastjson, which Falco's published plugins use, reads: values nest 300 deep at most, and nothing but blanks may follow the text.
 */
final class JsonTape {
    /** The kinds of values. */
    static final byte OBJECT = '{';

    static final byte ARRAY = '[';
    static final byte TEXT = '"';
    static final byte NUMBER = '0';
    static final byte WORD = 'w';

    private static final int MOST_NESTED = 300;
    private static final int FIRST_ROOM = 256;

    private byte[] text = {};
    private int at;
    private int end;
    private int size;
    private int[] starts = new int[FIRST_ROOM];
    private int[] ends = new int[FIRST_ROOM];
    private int[] nexts = new int[FIRST_ROOM];
    private byte[] kinds = new byte[FIRST_ROOM];

    /**
     * Reads a text.
     *
     * @return whether it is one whole JSON value; if not, the tape shows nothing
     */
    boolean read(byte[] bytes, int length) {
        text = bytes;
        at = 0;
        end = length;
        size = 0;
        skipBlanks();
        boolean whole = value(0);
        skipBlanks();
        if (!whole || at != end) {
            size = 0;
        }
        return size > 0;
    }

    /** How many values there are, keys included. */
    int size() {
        return size;
    }

    byte kind(int value) {
        return kinds[value];
    }

    /** The offset of a value's first character; of a text the one behind its quote. */
    int start(int value) {
        return starts[value];
    }

    /** The offset behind a value's last character; of a text that of its closing quote. */
    int end(int value) {
        return ends[value];
    }

    /** The number of the value behind this one and all that is in it. */
    int next(int value) {
        return nexts[value];
    }

    private boolean value(int depth) {
        if (at >= end || depth > MOST_NESTED) {
            return false;
        }
        return switch (text[at]) {
            case '{' -> collection(OBJECT, '}', depth);
            case '[' -> collection(ARRAY, ']', depth);
            case '"' -> quoted();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean collection(byte kind, char close, int depth) {
        int value = add(kind, at++);
        skipBlanks();
        if (at < end && text[at] == close) {
            at++;
            return finish(value, at);
        }
        while (true) {
            if (kind == OBJECT && !key()) {
                return false;
            }
            skipBlanks();
            if (!value(depth + 1)) {
                return false;
            }
            skipBlanks();
            if (at >= end) {
                return false;
            }
            byte separator = text[at++];
            if (separator == close) {
                return finish(value, at);
            }
            if (separator != ',') {
                return false;
            }
            skipBlanks();
        }
    }

    private boolean key() {
        if (at >= end || text[at] != '"' || !quoted()) {
            return false;
        }
        skipBlanks();
        return at < end && text[at++] == ':';
    }

    private boolean quoted() {
        int value = add(TEXT, ++at);
        while (at < end) {
            byte c = text[at];
            if (c == '"') {
                finish(value, at++);
                return true;
            }
            at += c == '\\' ? 2 : 1;
        }
        return false;
    }

    private boolean word(String word) {
        int value = add(WORD, at);
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || text[at++] != word.charAt(i)) {
                return false;
            }
        }
        return finish(value, at);
    }

    private boolean number() {
        int value = add(NUMBER, at);
        int from = at;
        while (at < end && isPartOfNumber(text[at])) {
            at++;
        }
        return at > from && finish(value, at);
    }

    private static boolean isPartOfNumber(byte c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private void skipBlanks() {
        while (at < end && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private int add(byte kind, int start) {
        if (size == kinds.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            nexts = Arrays.copyOf(nexts, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
        }
        starts[size] = start;
        kinds[size] = kind;
        return size++;
    }

    private boolean finish(int value, int behind) {
        ends[value] = behind;
        nexts[value] = size;
        return true;
    }
}
