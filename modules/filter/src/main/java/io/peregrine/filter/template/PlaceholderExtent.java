package io.peregrine.filter.template;

/** Finds how far a placeholder can reach at most: a word of letters, digits, dots and underscores, then arguments in brackets. */
final class PlaceholderExtent {
    private PlaceholderExtent() {}

    /** The index behind the last character that can belong to the placeholder; at least one behind its start. */
    static int end(String text, int start) {
        int at = word(text, start);
        if (at < text.length() && text.charAt(at) == '(') {
            at = closing(text, at);
        }
        if (at < text.length() && text.charAt(at) == '[') {
            at = closing(text, at);
        }
        return Math.max(at, start + 1);
    }

    private static int word(String text, int start) {
        int at = start;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWord(char c) {
        return c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Behind the bracket that closes the one here, the rest of the text when none does; quoted brackets do not count. */
    private static int closing(String text, int open) {
        int depth = 0;
        char quote = 0;
        for (int at = open; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                at += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if ((c == ')' || c == ']') && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }
}
