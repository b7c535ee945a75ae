package io.peregrine.lsp.text;

/**
 * A word of a rules file that an editor can ask about.
 *
 * @param kind what it is
 * @param text the word, without quotes
 * @param start its offset in the file
 * @param end the offset behind it
 * @param field the field that it is compared with; empty for what is no value
 */
public record Word(Kind kind, String text, int start, int end, String field) {
    /** What a word is. */
    public enum Kind {
        /** {@code and}, {@code or}, {@code not}, {@code exists} and quantifiers. */
        KEYWORD,
        OPERATOR,
        FIELD,
        TRANSFORMER,
        /** A name that can only be a macro's. */
        MACRO,
        /** A value in a list, which may be the name of a list. */
        ITEM,
        VALUE,
        STRING,
        NUMBER,
        /** The name of a list, macro or rule where one is defined or changed. */
        LIST_NAME,
        MACRO_NAME,
        RULE_NAME
    }

    /** Whether an offset is in the word or right behind it. */
    public boolean touches(int offset) {
        return start <= offset && offset <= end;
    }

    Word moved(int by) {
        return new Word(kind, text, start + by, end + by, field);
    }
}
