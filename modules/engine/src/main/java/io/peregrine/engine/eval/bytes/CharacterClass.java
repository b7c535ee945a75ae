package io.peregrine.engine.eval.bytes;

import java.util.Set;

/** The named character classes of POSIX in the C locale, over ASCII. */
final class CharacterClass {
    private static final Set<String> NAMES = Set.of(
            "alpha", "digit", "alnum", "lower", "upper", "blank", "space", "cntrl", "graph", "print", "punct",
            "xdigit");

    private CharacterClass() {}

    /** Whether there is a class of this name. */
    static boolean exists(String name) {
        return NAMES.contains(name);
    }

    /** Whether the class of this name holds an ASCII value. */
    static boolean contains(String name, int value) {
        boolean digit = value >= '0' && value <= '9';
        boolean lower = value >= 'a' && value <= 'z';
        boolean upper = value >= 'A' && value <= 'Z';
        boolean graphic = value > ' ' && value < 127;
        return switch (name) {
            case "alpha" -> lower || upper;
            case "digit" -> digit;
            case "alnum" -> lower || upper || digit;
            case "lower" -> lower;
            case "upper" -> upper;
            case "blank" -> value == ' ' || value == '\t';
            case "space" -> value == ' ' || value >= '\t' && value <= '\r';
            case "cntrl" -> value < ' ' || value == 127;
            case "graph" -> graphic;
            case "print" -> graphic || value == ' ';
            case "punct" -> graphic && !digit && !lower && !upper;
            case "xdigit" -> digit || value >= 'a' && value <= 'f' || value >= 'A' && value <= 'F';
            default -> throw new IllegalArgumentException("There is no character class " + name + ".");
        };
    }
}
