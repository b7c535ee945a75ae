package io.peregrine.diagnostics.yaml;

/** What a backslash or a doubled quote inside quotes stands for. */
final class Escape {
    private static final String NAMES = "0abt\tnvfre \"'\\/N_LP";
    private static final String MEANINGS = "\0\u0007\b\t\t\n\u000b\f\r\u001b \"'\\/\u0085\u00a0\u2028\u2029";

    private Escape() {}

    /** Takes an escape at the cursor and appends what it stands for. */
    static void append(Cursor cursor, StringBuilder out) throws YamlFault {
        int start = cursor.at();
        char sign = cursor.next();
        char name = cursor.peek();
        if (cursor.atEnd()) {
            throw new YamlFault("the text ends inside quotes", start);
        }
        cursor.next();
        if (sign == '\'') {
            out.append('\'');
            return;
        }
        int known = NAMES.indexOf(name);
        if (known >= 0) {
            out.append(MEANINGS.charAt(known));
            return;
        }
        switch (name) {
            case 'x' -> code(cursor, out, 2);
            case 'u' -> code(cursor, out, 4);
            case 'U' -> code(cursor, out, 8);
            default ->
                throw new YamlFault(
                        "there is no escape \\" + name + "; write a backslash as \\\\ or use single quotes", start);
        }
    }

    private static void code(Cursor cursor, StringBuilder out, int digits) throws YamlFault {
        int start = cursor.at();
        long point = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(cursor.peek(), 16);
            if (digit < 0 || cursor.peek() >= 0x80) {
                throw new YamlFault("an escape needs " + digits + " hexadecimal digits here", start);
            }
            point = point * 16 + digit;
            cursor.next();
        }
        if (point > Character.MAX_CODE_POINT || point >= 0xd800 && point < 0xe000) {
            throw new YamlFault("there is no character with this number", start);
        }
        out.appendCodePoint((int) point);
    }
}
