package io.peregrine.engine.eval;

import io.peregrine.engine.eval.bytes.AsciiCase;
import io.peregrine.engine.eval.bytes.Base64Decoder;
import io.peregrine.event.render.TextBuffer;

/**
 * A function from bytes to bytes. The result carries a closing NUL of its own, as in Falco, where {@code len} of a buffer and
 * {@code in} on a list count it.
 */
@FunctionalInterface
interface TextTransform {
    /**
     * Applies the function.
     *
     * @param bytes the argument is the range {@code from} to {@code to}, without closing NULs
     * @param from its first byte
     * @param to behind its last byte
     * @param out empty; receives the result
     * @return false when the function has no value for the argument
     */
    boolean apply(byte[] bytes, int from, int to, TextBuffer out);

    /** ASCII letters in lower case. */
    static boolean lower(byte[] bytes, int from, int to, TextBuffer out) {
        for (int i = from; i < to; i++) {
            out.append(AsciiCase.lower(bytes[i]));
        }
        return true;
    }

    /** ASCII letters in upper case. */
    static boolean upper(byte[] bytes, int from, int to, TextBuffer out) {
        for (int i = from; i < to; i++) {
            out.append(AsciiCase.upper(bytes[i]));
        }
        return true;
    }

    /** What stands behind the last slash. */
    static boolean baseName(byte[] bytes, int from, int to, TextBuffer out) {
        int start = to;
        while (start > from && bytes[start - 1] != '/') {
            start--;
        }
        out.append(bytes, start, to - start);
        return true;
    }

    /** Decoded base64. */
    static boolean base64(byte[] bytes, int from, int to, TextBuffer out) {
        return Base64Decoder.decode(bytes, from, to, out);
    }
}
