package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;

/** Small operations on texts that know their places. */
final class MappedTexts {
    private MappedTexts() {}

    /** Both texts with a blank between them. */
    static MappedText joined(MappedText first, MappedText second) {
        return new MappedText.Builder().append(first).append(" ").append(second).build();
    }

    /** The text without blanks, tabs and line ends at its ends. */
    static MappedText trimmed(MappedText text) {
        String plain = text.text();
        int start = 0;
        int end = plain.length();
        while (start < end && isBlank(plain.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(plain.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** A piece of a text, as far as the text reaches. */
    static MappedText part(MappedText text, int start, int length) {
        int from = Math.min(start, text.length());
        return text.substring(from, Math.min(from + length, text.length()));
    }

    /** The text without every place where a piece stands. */
    static MappedText without(MappedText text, String piece) {
        MappedText.Builder rest = new MappedText.Builder();
        int from = 0;
        for (int at = text.text().indexOf(piece); at >= 0; at = text.text().indexOf(piece, from)) {
            rest.append(text, from, at);
            from = at + piece.length();
        }
        return rest.append(text, from, text.length()).build();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
