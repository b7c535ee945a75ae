package io.peregrine.engine.eval.bytes;

/** A set of byte values. Immutable once handed out. */
final class ByteClass {
    private final long[] bits = new long[4];

    /** Adds a value from 0 to 255. */
    void add(int value) {
        bits[value >> 6] |= 1L << (value & 63);
    }

    /** Whether a byte is in the set. */
    boolean has(byte value) {
        int index = value & 0xff;
        return (bits[index >> 6] & 1L << (index & 63)) != 0;
    }

    /** The values that are not in this set. */
    ByteClass complement() {
        ByteClass other = new ByteClass();
        for (int i = 0; i < bits.length; i++) {
            other.bits[i] = ~bits[i];
        }
        return other;
    }
}
