package io.peregrine.diagnostics;

/** Draws one line of a source text with a caret under a place in it. The only place in the project that draws carets. */
public final class Snippet {
    private static final int WIDTH = 160;
    private static final String CUT = "...";

    private Snippet() {}

    /**
     * The line of the span's start and, below it, a caret under the start and tildes to the span's end on that line. A long line is cut to
     * the part around the caret; a tab becomes one blank, other control characters a question mark, and wide characters count as the two
     * columns that a terminal gives them, so that the caret stands right. For a place on a blank line, as the end of a file is, the line
     * with text above it is drawn.
     *
     * @return two lines, each with its line end; empty when the text is empty
     */
    public static String draw(Span span) {
        if (span.source().content().isEmpty()) {
            return "";
        }
        int number = span.line();
        int column = span.column();
        String line = span.source().line(number);
        while (line.isBlank() && number > 0) {
            line = span.source().line(--number);
            column = line.length();
        }
        column = Math.min(column, line.length());
        int marked = Math.min(column + span.end() - span.start(), line.length());
        int from = Math.max(0, Math.min(column - WIDTH / 2, line.length() - WIDTH));
        int to = Math.min(line.length(), from + WIDTH);
        from = wholeCharacter(line, from);
        to = Math.max(from, wholeCharacter(line, to));
        String before = from > 0 ? CUT : "";
        String behind = to < line.length() ? CUT : "";
        int caret = before.length() + CharacterWidth.of(line.substring(from, column));
        int marks = Math.max(1, CharacterWidth.of(line.substring(column, Math.max(column, Math.min(marked, to)))));
        return before + visible(line.substring(from, to)) + behind + "\n" + " ".repeat(caret) + "^"
                + "~".repeat(marks - 1) + "\n";
    }

    /** The index, or the one before where it lies inside a pair of surrogates. */
    private static int wholeCharacter(String line, int index) {
        boolean inside = index > 0 && index < line.length() && Character.isLowSurrogate(line.charAt(index));
        return inside ? index - 1 : index;
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                visible.setCharAt(i, c == '\t' ? ' ' : '?');
            }
        }
        return visible.toString();
    }
}
