package io.peregrine.state.proc;

import io.peregrine.event.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Text of /proc taken apart. Bytes above 127 become one character each, so that nothing is lost. */
final class ProcText {
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private ProcText() {}

    static List<String> of(ByteString file) {
        return new String(file.array(), StandardCharsets.ISO_8859_1).lines().toList();
    }

    static String[] words(String line) {
        return BLANKS.split(line.strip());
    }

    /** The bytes of what {@link #of} read. */
    static ByteString bytes(String text) {
        return ByteString.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A decimal number, the default where the text is none. */
    static long number(String text, long otherwise) {
        return number(text, 10, otherwise);
    }

    /** A number to a base, the default where the text is none. */
    static long number(String text, int base, long otherwise) {
        try {
            return Long.parseUnsignedLong(text, base);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
