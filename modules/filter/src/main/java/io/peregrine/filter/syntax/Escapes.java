package io.peregrine.filter.syntax;

/** The backslash escapes of quoted texts, both ways. */
public final class Escapes {
    private Escapes() {}

    /** An escape that the language does not know, by the offset of its backslash. */
    static final class InvalidEscape extends Exception {
        private static final long serialVersionUID = 1L;

        private final int index;

        InvalidEscape(String message, int index) {
            super(message, null, false, false);
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    /**
     * What the inside of a quoted text stands for. A backslash before a blank is a backslash and swallows the blank; a backslash at the very
     * end stands for nothing.
     */
    static String unescape(String inside, char quote) throws InvalidEscape {
        StringBuilder plain = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (++i < inside.length()) {
                plain.append(escaped(inside.charAt(i), quote, i - 1));
            }
        }
        return plain.toString();
    }

    private static char escaped(char c, char quote, int index) throws InvalidEscape {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case ' ', '\\' -> '\\';
            case '/' -> '/';
            case '"', '\'' -> {
                if (c != quote) {
                    throw new InvalidEscape("invalid \\" + c + " escape in " + quote + "-quoted string", index);
                }
                yield c;
            }
            default -> throw new InvalidEscape("unsupported string escape sequence: \\" + c, index);
        };
    }

    private static final String DESCRIBED_IN_QUOTES = "\b\f\n\r\t =\\\"'";

    private static final String ENDS_A_WORD = " \t\n\u000b\f\r\b=\\\"'(),";

    /** A text as it can stand in brackets or as a value: as it is when a bare word without brackets can hold it, else in double quotes. */
    public static String quote(String plain) {
        return plain.indexOf('[') < 0 && plain.indexOf(']') < 0 ? quoteValue(plain) : quoted(plain);
    }

    /** A text as it can stand as a value: as it is when a bare word can hold it, else in double quotes with escapes. */
    static String quoteValue(String plain) {
        boolean bare = !plain.isEmpty() && plain.chars().noneMatch(c -> ENDS_A_WORD.indexOf(c) >= 0);
        return bare ? plain : quoted(plain);
    }

    /** A text as descriptions show it: in double quotes with escapes only where one of these stands in it. */
    static String describe(String plain) {
        boolean bare = plain.chars().noneMatch(c -> DESCRIBED_IN_QUOTES.indexOf(c) >= 0);
        String quoted = quoted(plain);
        return bare ? plain : plain.endsWith("\\") ? quoted.substring(0, quoted.length() - 2) + "\\\"" : quoted;
    }

    /** A text in double quotes with escapes. A backslash at its end is written before a blank, as no quote may follow a backslash. */
    public static String quoted(String plain) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append(i + 1 < plain.length() ? "\\\\" : "\\ ");
                case '"' -> quoted.append("\\\"");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
