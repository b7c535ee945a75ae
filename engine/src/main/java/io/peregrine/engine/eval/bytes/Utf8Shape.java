package io.peregrine.engine.eval.bytes;

/**
 * Whether bytes have the shape of UTF-8: lead bytes followed by as many continuation bytes as they announce. Overlong forms of three
 * and four bytes and surrogates pass, as they do in RE2 (the class of all characters).
 */
final class Utf8Shape {
    private Utf8Shape() {}

    /** Whether the whole range has that shape. */
    static boolean isWellFormed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int lead = bytes[at++];
            if (lead >= 0) {
                continue;
            }
            int more = continuation(lead & 0xff);
            if (more == 0 || to - at < more) {
                return false;
            }
            for (int i = 0; i < more; i++) {
                if ((bytes[at++] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int continuation(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 1;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return 2;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    }
}
