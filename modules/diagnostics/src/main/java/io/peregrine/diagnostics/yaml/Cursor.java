package io.peregrine.diagnostics.yaml;

/** A place in a YAML text that moves forward and knows its line and column. */
final class Cursor {
    /** What stands behind the end of the text; texts that hold it are refused before. */
    static final char END = '\0';

    private static final String TAG_SIGNS = "-#;/?:@&=+$_.~*'()%";

    private final String text;
    private int at;
    private int line;
    private int lineStart;

    Cursor(String text) {
        this.text = text;
        if (text.startsWith("\ufeff")) {
            at = 1;
            lineStart = 1;
        }
    }

    int at() {
        return at;
    }

    int line() {
        return line;
    }

    int column() {
        return at - lineStart;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    /** Takes one character. */
    char next() {
        char c = text.charAt(at++);
        if (c == '\n' || c == '\r' && peek() != '\n') {
            line++;
            lineStart = at;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count && !atEnd(); i++) {
            next();
        }
    }

    /** Takes a line end, which may be two characters. */
    void skipBreak() {
        if (next() == '\r' && peek() == '\n') {
            next();
        }
    }

    void skipToBreak() {
        while (!atEnd() && !isBreak(peek())) {
            at++;
        }
    }

    void skipToBlank() {
        while (!isSpaceOrEnd(peek())) {
            at++;
        }
    }

    /** Goes to the end of a part of a tag. */
    void skipTag() {
        while (Character.isLetterOrDigit(peek()) && peek() < 0x80 || !atEnd() && TAG_SIGNS.indexOf(peek()) >= 0) {
            at++;
        }
    }

    void skipBlanks() {
        while (isBlank(peek())) {
            at++;
        }
    }

    boolean atBreak() {
        return isBreak(peek());
    }

    /** Whether {@code ---} or {@code ...} stands here at the start of a line. */
    boolean atDocumentMark(char mark) {
        return column() == 0 && peek() == mark && peek(1) == mark && peek(2) == mark && isSpaceOrEnd(peek(3));
    }

    boolean atDocumentMark() {
        return atDocumentMark('-') || atDocumentMark('.');
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isSpaceOrEnd(char c) {
        return isBlank(c) || isBreak(c) || c == END;
    }
}
