package io.peregrine.diagnostics.yaml;

/** Reads a block scalar: literal text behind {@code |}, folded text behind {@code >}. */
final class BlockScalarScanner {
    private enum Chomp {
        CLIP,
        STRIP,
        KEEP
    }

    private final Cursor cursor;
    private final StringBuilder out = new StringBuilder();
    private boolean folded;
    private Chomp chomp = Chomp.CLIP;
    private int indent = 1;
    private boolean detect = true;

    /** Line ends of empty lines that are not written yet, and whether the line before them was indented more than the rest. */
    private int held;

    private boolean heldBehindMore;

    private BlockScalarScanner(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads the scalar at the cursor.
     *
     * @param surrounding the column of the block that it stands in, -1 for none
     */
    static String scan(Cursor cursor, int surrounding) throws YamlFault {
        BlockScalarScanner scanner = new BlockScalarScanner(cursor);
        scanner.head();
        scanner.indent += Math.max(0, surrounding);
        scanner.body();
        return scanner.chomped();
    }

    private void head() throws YamlFault {
        folded = cursor.next() == '>';
        boolean signSeen = false;
        boolean digitSeen = false;
        while (true) {
            char c = cursor.peek();
            if ((c == '+' || c == '-') && !signSeen) {
                chomp = c == '+' ? Chomp.KEEP : Chomp.STRIP;
                signSeen = true;
            } else if (c >= '0' && c <= '9' && !digitSeen) {
                if (c == '0') {
                    throw new YamlFault("a block scalar cannot be indented by 0", cursor.at());
                }
                indent = c - '0';
                detect = false;
                digitSeen = true;
            } else {
                break;
            }
            cursor.next();
        }
        cursor.skipBlanks();
        if (cursor.peek() == '#') {
            cursor.skipToBreak();
        }
        if (!cursor.atEnd() && !cursor.atBreak()) {
            throw new YamlFault("the text of a block scalar begins on the line below", cursor.at());
        }
    }

    private void body() throws YamlFault {
        boolean found = false;
        boolean first = true;
        boolean empty = false;
        boolean more = false;
        while (!cursor.atEnd()) {
            int start = cursor.at();
            cursor.skipToBreak();
            boolean text = cursor.at() > start;
            out.append(cursor.since(start));
            found |= text;
            first &= !text;
            if (cursor.atEnd()) {
                return;
            }
            cursor.skipBreak();
            skipIndentation(found);
            boolean nextEmpty = cursor.atBreak();
            boolean nextMore = Cursor.isBlank(cursor.peek());
            if (folded && held == 0 && nextEmpty) {
                heldBehindMore = more;
            }
            if (!first && folded) {
                boolean joins = !empty && !nextEmpty && !more && !nextMore && cursor.column() >= indent;
                fold(joins, nextEmpty, nextMore || !found);
            } else if (!first) {
                out.append('\n');
            }
            first = false;
            empty = nextEmpty;
            more = nextMore;
            if (!empty && cursor.column() < indent) {
                return;
            }
        }
    }

    private void skipIndentation(boolean found) throws YamlFault {
        boolean detecting = detect && !found;
        while (cursor.peek() == ' ' && (cursor.column() < indent || detecting)) {
            cursor.next();
        }
        indent = detecting ? Math.max(indent, cursor.column()) : indent;
        if (cursor.peek() == '\t' && cursor.column() < indent) {
            throw new YamlFault("a tab cannot stand for indentation; use blanks", cursor.at());
        }
    }

    private void fold(boolean joins, boolean nextEmpty, boolean keepsLineEnd) {
        if (nextEmpty && !joins) {
            held++;
            return;
        }
        out.append(joins ? ' ' : '\n');
        if (held > 0) {
            out.repeat('\n', held - 1 + (heldBehindMore || keepsLineEnd ? 1 : 0));
            held = 0;
        }
    }

    private String chomped() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == '\n') {
            end--;
        }
        return switch (chomp) {
            case KEEP -> out.toString();
            case STRIP -> out.substring(0, end);
            case CLIP -> out.substring(0, end == 0 ? 0 : Math.min(out.length(), end + 1));
        };
    }
}
