package io.peregrine.event.render;

/**
 * The sanitiser of outputs: text in which every invalid or unprintable sequence of UTF-8 became U+FFFD, one for each maximal subpart
 * (Unicode, section 3.9). Conditions never see its work; they compare raw bytes.
 */
public final class PlainText {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    /** The bytes of one replacement. */
    static final int REPLACEMENT_LENGTH = REPLACEMENT.length;

    private PlainText() {}

    /** Whether nothing in these bytes would be replaced. */
    public static boolean isPlain(byte[] bytes, int from, int length) {
        return firstUnprintable(bytes, from, from + length) == from + length;
    }

    /** Appends bytes with what is no plain text replaced. */
    public static void append(TextBuffer out, byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            int stop = firstUnprintable(bytes, at, end);
            out.append(bytes, at, stop - at);
            at = stop;
            if (at < end) {
                out.append(REPLACEMENT, 0, REPLACEMENT.length);
                at -= Utf8.sequence(bytes, at, end);
            }
        }
    }

    private static int firstUnprintable(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int size = Utf8.sequence(bytes, at, end);
            if (size < 0) {
                return at;
            }
            at += size;
        }
        return at;
    }
}
