package io.peregrine.filter.syntax;

import io.peregrine.diagnostics.MappedText;
import java.util.function.IntPredicate;

/**
 * A cursor over the text of a condition that takes one token at a time. Which tokens may come is the parser's knowledge: the language has
 * words whose meaning depends on the place, so the lexer never runs ahead. Each {@code take} method moves on success and stays otherwise.
 */
final class Lexer {
    private final MappedText source;
    private final String text;
    private int at;
    private String token = "";

    Lexer(MappedText source) {
        this.source = source;
        this.text = source.text();
    }

    int position() {
        return at;
    }

    void rewind(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The text of the token taken last. */
    String token() {
        return token;
    }

    /** The characters from an offset to here. */
    Origin since(int start) {
        return new Origin(source, start, Math.max(start, at));
    }

    FilterException error(String message) {
        return new FilterException(message, new Origin(source, at, at));
    }

    boolean takeBlanks() {
        int start = at;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\b' || c == '\r' || c == '\n';
    }

    boolean take(String word) {
        if (at >= text.length() || text.charAt(at) != word.charAt(0) || !text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        token = word;
        return true;
    }

    /** Takes a word only when blanks follow, and the blanks too; the token is the word. */
    boolean takeSpaced(String word) {
        int start = at;
        if (take(word) && takeBlanks()) {
            token = word;
            return true;
        }
        at = start;
        return false;
    }

    /**
     * Takes {@code not} when white space follows, and the white space too. Unlike elsewhere a form feed counts and a backspace does not.
     */
    boolean takeNot() {
        int end = text.startsWith("not", at) ? runEnd(at + 3, Lexer::isSpace) : at;
        return end > at + 3 && taken(end);
    }

    boolean lookingAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Whether {@code and}, {@code or} or {@code not} stands here as a whole word. */
    boolean lookingAtKeyword() {
        for (String word : new String[] {"and", "or", "not"}) {
            int end = at + word.length();
            if (text.startsWith(word, at) && (end >= text.length() || !isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    boolean takeIdentifier() {
        int end = identifierEnd(at);
        return end > at && taken(end);
    }

    /** Takes a name with at least one dot, as long as it goes. */
    boolean takeFieldName() {
        int end = identifierEnd(at);
        int dotted = at;
        while (end > at && end < text.length() && text.charAt(end) == '.') {
            int next = identifierEnd(end + 1);
            if (next == end + 1) {
                break;
            }
            dotted = next;
            end = next;
        }
        return dotted > at && taken(dotted);
    }

    private int identifierEnd(int start) {
        int end = start;
        if (end < text.length() && isLetter(text.charAt(end))) {
            while (end < text.length() && (isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
        }
        return end;
    }

    boolean takeBareWord() {
        return takeRun(c -> "()\"'=,".indexOf(c) < 0 && !isSpace(c));
    }

    boolean takeBareArgument() {
        return takeRun(c -> "[]\"'".indexOf(c) < 0 && !isSpace(c));
    }

    boolean takeNumber() {
        return takeHexNumber() || takeDecimalNumber();
    }

    private boolean takeHexNumber() {
        if (!text.startsWith("0x", at) && !text.startsWith("0X", at)) {
            return false;
        }
        int end = runEnd(at + 2, c -> Character.digit(c, 16) >= 0 && c < 128);
        return end > at + 2 && taken(end);
    }

    private boolean takeDecimalNumber() {
        int digits = at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        int end = runEnd(digits, Lexer::isDigit);
        if (end == digits) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end = runEnd(end + 1, Lexer::isDigit);
        }
        if (end + 1 < text.length() && "eE".indexOf(text.charAt(end)) >= 0 && "+-".indexOf(text.charAt(end + 1)) >= 0) {
            int exponent = runEnd(end + 2, Lexer::isDigit);
            end = exponent > end + 2 ? exponent : end;
        }
        return taken(end);
    }

    /**
     * Takes a quoted text; the token is what it stands for, without quotes and escapes. An opening quote without a closing one is not a
     * quoted text, nor is one with a NUL in it.
     */
    boolean takeQuoted() throws FilterException {
        if (atEnd() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
            return false;
        }
        char quote = text.charAt(at);
        char before = 0;
        for (int i = at + 1; i < text.length() && text.charAt(i) != 0; i++) {
            char c = text.charAt(i);
            if (c == quote && before != '\\') {
                String inside = text.substring(at + 1, i);
                int start = at;
                at = i + 1;
                token = unescape(inside, quote, start);
                return true;
            }
            before = c;
        }
        return false;
    }

    private String unescape(String inside, char quote, int start) throws FilterException {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        try {
            return Escapes.unescape(inside, quote);
        } catch (Escapes.InvalidEscape e) {
            int wrong = start + 1 + e.index();
            throw new FilterException(e.getMessage(), new Origin(source, wrong, wrong + 2), at);
        }
    }

    private boolean takeRun(IntPredicate wanted) {
        int end = runEnd(at, wanted);
        return end > at && taken(end);
    }

    private int runEnd(int start, IntPredicate wanted) {
        int end = start;
        while (end < text.length() && wanted.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean taken(int end) {
        token = text.substring(at, end);
        at = end;
        return true;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetterOrDigit(int c) {
        return isLetter(c) || isDigit(c);
    }
}
