package io.peregrine.engine.eval.bytes;

import io.peregrine.event.render.TextBuffer;
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

    /**
     * Decodes a range.
     *
     * @param bytes holds the characters
     * @param from the first one
     * @param to behind the last one
     * @param out receives the result behind what it holds
     * @return false when the range is not base64
     */
    public static boolean decode(byte[] bytes, int from, int to, TextBuffer out) {
        int end = to;
        for (int i = 0; i < 2 && end > from && bytes[end - 1] == '='; i++) {
            end--;
        }
        if (end == from) {
            return to == from;
        }
        int bits = 0;
        int held = 0;
        for (int i = from; i < end; i++) {
            int digit = DIGITS[bytes[i] & 0xff];
            if (digit < 0) {
                return false;
            }
            held = held << 6 | digit;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out.append((byte) (held >> bits));
            }
        }
        boolean lone = (end - from) % 4 == 1;
        return !lone && (held & (1 << bits) - 1) == 0;
    }
}
