package io.peregrine.engine.eval.bytes;

/** The case of ASCII letters; every other byte is left alone. */
public final class AsciiCase {
    private AsciiCase() {}

    /** The lower-case form of a byte. */
    public static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** The upper-case form of a byte. */
    public static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }
}
