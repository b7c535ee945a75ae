package io.peregrine.filter.syntax;

import java.util.Optional;

/** A comparison operator. */
public enum Operator {
    /** The left side has a value. */
    EXISTS("exists"),
    /** Equal; text is compared up to its first NUL, buffers whole. */
    EQ("="),
    /** Not equal. */
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    /** The right side's bytes occur in the left side. */
    CONTAINS("contains"),
    /** As {@code contains}, with ASCII letters folded. */
    ICONTAINS("icontains"),
    /** As {@code contains} on a buffer; the right side was written in hex and is parsed. */
    BCONTAINS("bcontains"),
    STARTSWITH("startswith"),
    /** As {@code startswith} on a buffer; the right side was written in hex and is parsed. */
    BSTARTSWITH("bstartswith"),
    ENDSWITH("endswith"),
    /** A shell pattern as fnmatch(3) without flags: {@code *} and {@code ?} match a slash and a leading dot. */
    GLOB("glob"),
    /** As {@code glob}, with letters folded. */
    IGLOB("iglob"),
    /** A POSIX regular expression that must match all of the text. */
    REGEX("regex"),
    /** A scalar is one of the values; every element of a list is. */
    IN("in"),
    /** A scalar is one of the values; some element of a list is. */
    INTERSECTS("intersects"),
    /** A path is one of the paths or below one, compared component by component, each with shell patterns. */
    PMATCH("pmatch");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written; {@code =} also stands for {@code ==}. */
    public String symbol() {
        return symbol;
    }

    /** Whether the operator takes a list on its right by itself. */
    public boolean takesList() {
        return this == IN || this == INTERSECTS || this == PMATCH;
    }

    /** Whether {@code oneof}, {@code anyof} and {@code allof} may follow. */
    public boolean takesQuantifier() {
        return switch (this) {
            case EQ, NE, CONTAINS, ICONTAINS, BCONTAINS, STARTSWITH, BSTARTSWITH, ENDSWITH, GLOB, IGLOB, REGEX -> true;
            case EXISTS, LT, LE, GT, GE, IN, INTERSECTS, PMATCH -> false;
        };
    }

    /** The operator with this symbol, {@code ==} included; empty when there is none. */
    public static Optional<Operator> bySymbol(String symbol) {
        if (symbol.equals("==")) {
            return Optional.of(EQ);
        }
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
