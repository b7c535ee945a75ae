package io.peregrine.plugin.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts of JSON in their bytes: comparison in place, escapes, blanks between values. */
final class JsonBytes {
    private static final int HEX = 16;

    /** Whether the characters of a quoted text are these. */
    boolean isText(byte[] bytes, int from, int to, String wanted) {
        int length = wanted.length();
        if (to - from == length) {
            for (int i = 0; i < length; i++) {
                char c = wanted.charAt(i);
                if (c >= 0x80 || c == '\\') {
                    return string(bytes, from, to).equals(wanted);
                }
                if (bytes[from + i] != c) {
                    return false;
                }
            }
            return true;
        }
        return to - from > length
                && !isPlain(bytes, from, to)
                && string(bytes, from, to).equals(wanted);
    }

    private static boolean isPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    boolean hasEscape(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Bytes as a string, as they stand. */
    String plain(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The characters of a quoted text; an escape that JSON does not know stays as it stands, as in fastjson. */
    String string(byte[] bytes, int from, int to) {
        String written = plain(bytes, from, to);
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\' || i + 1 == written.length()) {
                text.append(c);
                continue;
            }
            char escape = written.charAt(++i);
            switch (escape) {
                case '"', '\\', '/' -> text.append(escape);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> i += unicode(written, i + 1, text);
                default -> text.append('\\').append(escape);
            }
        }
        return text.toString();
    }

    /** Appends the character of four hexadecimal digits; returns how many were read, none when they are not four. */
    private static int unicode(String written, int from, StringBuilder text) {
        try {
            text.append((char) Integer.parseInt(written, from, from + 4, HEX));
            return 4;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            text.append("\\u");
            return 0;
        }
    }

    /** JSON without blanks between its parts; the array itself where there are none in the stretch. */
    byte[] compact(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = null;
        int kept = from;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                out = out == null ? new ByteArrayOutputStream(to - from) : out;
                out.write(bytes, kept, i - kept);
                kept = i + 1;
            }
        }
        if (out == null) {
            return bytes;
        }
        out.write(bytes, kept, to - kept);
        return out.toByteArray();
    }
}
