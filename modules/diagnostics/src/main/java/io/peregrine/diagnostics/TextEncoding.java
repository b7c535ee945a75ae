package io.peregrine.diagnostics;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Finds out in which encoding of Unicode a YAML file is written and decodes it, as YAML 1.2 says in 5.2: by a byte order mark, else by where the zero bytes of
 * its first character stand, else it is UTF-8.
 */
public final class TextEncoding {
    private TextEncoding() {}

    /** What was found: the charset, and how many bytes the mark takes that is dropped. */
    private record Found(Charset charset, int mark) {}

    /**
     * Decodes a file's bytes. A mark of UTF-8 stays, as {@link SourceText} passes over it; others go.
     *
     * @throws CharacterCodingException when they are no text in the encoding that was found
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        Found found = find(bytes);
        return found.charset
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, found.mark, bytes.length - found.mark))
                .toString();
    }

    /** Decodes a file's bytes; what is no text becomes the replacement character. */
    public static String decodeLeniently(byte[] bytes) {
        Found found = find(bytes);
        return new String(bytes, found.mark, bytes.length - found.mark, found.charset);
    }

    private static Found find(byte[] bytes) {
        int first = unit(bytes, 0);
        int second = unit(bytes, 2);
        if (bytes.length >= 4 && first == 0 && (second == 0xFEFF || second < 0x80 && second > 0)) {
            return new Found(StandardCharsets.UTF_32BE, second == 0xFEFF ? 4 : 0);
        }
        if (bytes.length >= 4 && second == 0 && (first == 0xFFFE || (first & 0xFF) == 0 && first != 0)) {
            return new Found(StandardCharsets.UTF_32LE, first == 0xFFFE ? 4 : 0);
        }
        if (first == 0xFEFF || first > 0 && first < 0x80) {
            return new Found(StandardCharsets.UTF_16BE, first == 0xFEFF ? 2 : 0);
        }
        if (first == 0xFFFE || (first & 0xFF) == 0 && first > 0) {
            return new Found(StandardCharsets.UTF_16LE, first == 0xFFFE ? 2 : 0);
        }
        return new Found(StandardCharsets.UTF_8, 0);
    }

    /** Two bytes, the first one above; -1 where there are none. */
    private static int unit(byte[] bytes, int at) {
        return at + 1 < bytes.length ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : -1;
    }
}
