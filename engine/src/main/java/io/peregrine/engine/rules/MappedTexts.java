package io.peregrine.engine.rules;

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

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
