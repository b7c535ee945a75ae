package io.peregrine.filter.regex;

/** Says whether bytes are UTF-8. Encoded surrogates count as characters, overlong forms do not, as RE2 has it. */
final class WellFormedUtf8 {
    private WellFormedUtf8() {}

    static boolean isWellFormed(byte[] text) {
        int i = 0;
        while (i < text.length) {
            int length = characterLength(text, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static int characterLength(byte[] text, int at) {
        int lead = text[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xf5 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
        if (length == 0 || at + length > text.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = text[at + 1] & 0xff;
        boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
        boolean tooLarge = lead == 0xf4 && second > 0x8f;
        return overlong || tooLarge ? 0 : length;
    }
}
