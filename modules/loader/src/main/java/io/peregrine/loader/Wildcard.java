package io.peregrine.loader;

/**
 * Patterns in which {@code *} stands for any text. The text between two stars is looked for at its first place only and never again
 * further right, so {@code *a} does not match {@code aba}.
 */
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        int at = star;
        int rest = star;
        while (rest < pattern.length()) {
            int next = rest;
            while (next < pattern.length() && pattern.charAt(next) == '*') {
                next++;
            }
            if (next == pattern.length()) {
                return true;
            }
            int end = pattern.indexOf('*', next) < 0 ? pattern.length() : pattern.indexOf('*', next);
            int found = text.indexOf(pattern.substring(next, end), at);
            if (found < 0) {
                return false;
            }
            at = found + end - next;
            rest = end;
        }
        return at == text.length();
    }
}
