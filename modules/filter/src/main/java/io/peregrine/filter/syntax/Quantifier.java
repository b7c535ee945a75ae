package io.peregrine.filter.syntax;

/** How the comparisons with the values of a list make one answer. An empty list is false for each. */
public enum Quantifier {
    /** The operator itself takes the list: {@code in}, {@code intersects}, {@code pmatch}. */
    NONE,
    /** Exactly one comparison holds. */
    ONEOF,
    /** At least one comparison holds. */
    ANYOF,
    /** Every comparison holds. */
    ALLOF;

    /** The word as it is written, such as {@code oneof}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
