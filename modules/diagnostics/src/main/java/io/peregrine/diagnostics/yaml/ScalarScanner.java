package io.peregrine.diagnostics.yaml;

/** Reads the scalars that stand in the flow of a text: plain and quoted ones. Line ends in them become blanks, empty lines line ends. */
final class ScalarScanner {
    private final Cursor cursor;
    private boolean endedByIndentation;

    ScalarScanner(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether the last plain scalar ended because a line was indented less. */
    boolean endedByIndentation() {
        return endedByIndentation;
    }

    /**
     * Reads a plain scalar.
     *
     * @param indent the column from which on further lines belong to it
     * @param flow whether it stands between brackets
     */
    String plain(int indent, boolean flow) throws YamlFault {
        endedByIndentation = false;
        int start = cursor.at();
        int end = plainLine(flow);
        if (!cursor.atBreak() || plainEnds(flow)) {
            return cursor.since(start).substring(0, end - start);
        }
        StringBuilder out = new StringBuilder(cursor.since(start)).delete(end - start, Integer.MAX_VALUE);
        boolean empty = false;
        while (cursor.atBreak() && !plainEnds(flow)) {
            cursor.skipBreak();
            skipIndentation(indent, flow);
            boolean nextEmpty = cursor.atBreak();
            out.append(nextEmpty ? "\n" : empty ? "" : " ");
            empty = nextEmpty;
            if (!empty && cursor.column() < indent) {
                endedByIndentation = true;
                break;
            }
            int from = cursor.at();
            int to = plainLine(flow);
            out.append(cursor.since(from), 0, to - from);
        }
        return strip(out);
    }

    /** Goes to where a line of a plain scalar ends, and answers the offset behind its last character that is no blank. */
    private int plainLine(boolean flow) {
        int end = cursor.at();
        while (!cursor.atEnd() && !cursor.atBreak() && !plainEnds(flow) && !cursor.atDocumentMark()) {
            if (!Cursor.isBlank(cursor.next())) {
                end = cursor.at();
            }
        }
        return end;
    }

    private boolean plainEnds(boolean flow) {
        char c = cursor.peek();
        return switch (c) {
            case ':' -> Cursor.isSpaceOrEnd(cursor.peek(1)) || flow && ",]}".indexOf(cursor.peek(1)) >= 0;
            case ' ', '\t', '\n' -> cursor.peek(1) == '#';
            case '\r' -> cursor.peek(1) == '#' || cursor.peek(1) == '\n' && cursor.peek(2) == '#';
            case ',', '?', '[', ']', '{', '}' -> flow;
            default -> false;
        };
    }

    private void skipIndentation(int indent, boolean flow) throws YamlFault {
        while (Cursor.isBlank(cursor.peek())) {
            if (cursor.peek() == '\t' && cursor.column() < indent) {
                throw new YamlFault("a tab cannot stand for indentation; use blanks", cursor.at());
            }
            if (plainEnds(flow)) {
                return;
            }
            cursor.next();
        }
    }

    private static String strip(StringBuilder out) {
        int end = out.length();
        while (end > 0 && Cursor.isBlank(out.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && out.charAt(end - 1) == '\n') {
            end--;
        }
        return out.substring(0, end);
    }

    /** Reads a quoted scalar; the cursor stands on its first quote. The end of the text behind a line end closes it, as in Falco. */
    String quoted() throws YamlFault {
        int start = cursor.at();
        char quote = cursor.next();
        if (cursor.atEnd()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        boolean empty = false;
        int escapedUpTo = 0;
        while (true) {
            int solid = out.length();
            boolean joined = false;
            while (!cursor.atBreak() && !joined && !closes(quote)) {
                if (cursor.atEnd()) {
                    throw new YamlFault("the quote that opens here is never closed", start);
                }
                if (cursor.atDocumentMark()) {
                    throw new YamlFault("a document begins or ends inside quotes", cursor.at());
                }
                joined = quote == '"' && cursor.peek() == '\\' && Cursor.isBreak(cursor.peek(1));
                boolean escaped = joined || cursor.peek() == quote || quote == '"' && cursor.peek() == '\\';
                char c = cursor.peek();
                if (joined) {
                    cursor.next();
                } else if (escaped) {
                    Escape.append(cursor, out);
                } else {
                    out.append(cursor.next());
                }
                if (escaped || !Cursor.isBlank(c)) {
                    solid = out.length();
                }
                escapedUpTo = escaped ? out.length() : escapedUpTo;
            }
            if (!cursor.atBreak()) {
                cursor.next();
                return clip(out, escapedUpTo);
            }
            out.setLength(solid);
            cursor.skipBreak();
            cursor.skipBlanks();
            boolean nextEmpty = cursor.atBreak();
            out.append(nextEmpty ? "\n" : empty || joined ? "" : " ");
            empty = nextEmpty;
            if (cursor.atEnd()) {
                return clip(out, escapedUpTo);
            }
        }
    }

    private boolean closes(char quote) {
        return cursor.peek() == quote && (quote == '"' || cursor.peek(1) != quote);
    }

    /** Leaves one of several line ends at the end, and what was written as an escape. */
    private static String clip(StringBuilder out, int escapedUpTo) {
        int end = out.length();
        while (end > escapedUpTo && out.charAt(end - 1) == '\n') {
            end--;
        }
        return out.substring(0, Math.min(out.length(), end == 0 ? 0 : end + 1));
    }
}
