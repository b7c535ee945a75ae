package io.peregrine.schema;

/** How a number is printed. {@link #ordinal()} is the format's number in Falco's tables. */
public enum PrintFormat {
    /** Not a number. */
    NA,
    /** Decimal. */
    DEC,
    /** Hexadecimal without a prefix. */
    HEX,
    /** Decimal padded with zeros to ten digits, with ten for a fraction of nanoseconds. */
    PAD10,
    /** An identifier: decimal, not meant for arithmetic. */
    ID,
    /** A direction, {@code >} or {@code <}. */
    DIR,
    /** Octal. */
    OCT
}
