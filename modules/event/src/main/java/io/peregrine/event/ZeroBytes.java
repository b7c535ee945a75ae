package io.peregrine.event;

/** Finds zero bytes among the eight of a word at once: how texts are looked at eight places at a time. */
public final class ZeroBytes {
    /** A one in each byte; times a byte, that byte in each. */
    public static final long ONES = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final long LOW_BITS = ~HIGH_BITS;

    private ZeroBytes() {}

    /** The highest bit of each byte that is zero; 0 when none is. The lowest is right; one above it may be wrong, of a byte that is one. */
    public static long in(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }

    /** As {@link #in}, with two steps more, and right for every byte. */
    public static long all(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    /** The place, from 0 for the lowest byte, of the lowest bit that {@link #in} gave. */
    public static int first(long zeros) {
        return Long.numberOfTrailingZeros(zeros) >>> 3;
    }
}
