package io.peregrine.filter.syntax;

import java.util.Optional;

/** A function that may stand around fields in conditions and outputs. */
public enum Transformer {
    /** Nothing: makes a field the right side of a comparison. Never occurs in a checked condition. */
    VAL("val", true),
    /** ASCII letters in lower case. */
    TOLOWER("tolower", true),
    /** ASCII letters in upper case. */
    TOUPPER("toupper", true),
    /** Base64 decoded, padding optional; no value when the text is not base64. */
    B64("b64", true),
    /** The text behind the last slash, all of it when there is none. */
    BASENAME("basename", true),
    /** The number of elements of a list, bytes of a buffer, or bytes of a text up to its first NUL. */
    LEN("len", true),
    /** The elements of a list (second argument) with a separator (first argument) between them. */
    JOIN("join", false),
    /** All arguments, one behind the other; no value when one has none. */
    CONCAT("concat", false),
    /**
     * The short options of a list of arguments (first argument) by a getopt(3) option string (second argument): a list of option letters,
     * each followed by its value when it takes one, {@code ?} for an unknown one; with a selector the last value of that option.
     */
    GETOPT("getopt", false);

    private final String word;
    private final boolean single;

    Transformer(String word, boolean single) {
        this.word = word;
        this.single = single;
    }

    /** The name as it is written. */
    public String word() {
        return word;
    }

    /** Whether it takes exactly one argument. */
    public boolean isSingle() {
        return single;
    }

    /** The transformer with this name, empty when there is none. */
    public static Optional<Transformer> byWord(String word) {
        for (Transformer transformer : values()) {
            if (transformer.word.equals(word)) {
                return Optional.of(transformer);
            }
        }
        return Optional.empty();
    }
}
