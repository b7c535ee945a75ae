package io.peregrine.engine.eval.bytes;

import java.util.Arrays;

/**
 * Decodes base64 strictly: padding may be there or not, but the bits that the last character has too many must be zero, and no other
 * character is allowed.
 */
public final class Base64Decoder {
    private static final byte[] DIGITS = digits();

    private Base64Decoder() {}

    private static byte[] digits() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** The most bytes that this many characters decode to. */
    public static int bound(int length) {
        return (length + 3) / 4 * 3;
    }

    /**
     * Decodes a range.
     *
     * @param bytes holds the characters
     * @param from the first one
     * @param to behind the last one
     * @param into receives the result at {@code at}; has room for {@link #bound} bytes there
     * @param at where the result begins
     * @return the number of bytes written, -1 when the range is not base64
     */
    public static int decode(byte[] bytes, int from, int to, byte[] into, int at) {
        int end = to;
        for (int i = 0; i < 2 && end > from && bytes[end - 1] == '='; i++) {
            end--;
        }
        if (end == from) {
            return to == from ? 0 : -1;
        }
        int count = 0;
        int bits = 0;
        int held = 0;
        for (int i = from; i < end; i++) {
            int digit = DIGITS[bytes[i] & 0xff];
            if (digit < 0) {
                return -1;
            }
            held = held << 6 | digit;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                into[at + count++] = (byte) (held >> bits);
            }
        }
        boolean lone = (end - from) % 4 == 1;
        return lone || (held & (1 << bits) - 1) != 0 ? -1 : count;
    }
}
