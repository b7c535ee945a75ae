package io.peregrine.event.render;

/** Which bytes are printable UTF-8: the one place that decides what outputs replace (semantics 136). */
final class Utf8 {
    private Utf8() {}

    /**
     * The sequence that begins at an index.
     *
     * @param bytes where to look
     * @param at the index of the sequence's first byte, below {@code end}
     * @param end the index behind the last byte
     * @return the bytes of a printable character, 1 to 4; or, negated, the bytes to be replaced together by one U+FFFD: a control
     *     character, a non-character, or the longest beginning of a character that breaks off
     */
    static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return lead >= 0x20 && lead != 0x7F ? 1 : -1;
        }
        int size = size(lead);
        if (size == 0) {
            return -1;
        }
        int code = lead & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            if (at + i >= end || !continues(lead, i, bytes[at + i] & 0xFF)) {
                return -i;
            }
            code = code << 6 | bytes[at + i] & 0x3F;
        }
        return printable(code) ? size : -size;
    }

    private static int size(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** The second byte's range excludes overlong forms, surrogates and what lies behind U+10FFFF. */
    private static boolean continues(int lead, int index, int value) {
        int low = 0x80;
        int high = 0xBF;
        if (index == 1) {
            switch (lead) {
                case 0xE0 -> low = 0xA0;
                case 0xED -> high = 0x9F;
                case 0xF0 -> low = 0x90;
                case 0xF4 -> high = 0x8F;
                default -> {}
            }
        }
        return value >= low && value <= high;
    }

    private static boolean printable(int code) {
        boolean control = code <= 0x9F;
        boolean nonCharacter = code >= 0xFDD0 && code <= 0xFDEF || (code & 0xFFFE) == 0xFFFE;
        return !control && !nonCharacter;
    }
}
