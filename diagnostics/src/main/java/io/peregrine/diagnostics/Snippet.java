package io.peregrine.diagnostics;

/** Draws one line of a source text with a caret under a place in it. The only place in the project that draws carets. */
public final class Snippet {
    private static final int WIDTH = 160;
    private static final String CUT = "...";

    private Snippet() {}

    /**
     * The line of the span's start and, below it, a caret under the start and tildes to the span's end on that line. A long line is cut to
     * the part around the caret; a tab becomes one blank, other control characters a question mark, so that the caret stands right. For a place on
     * a blank line, as the end of a file is, the line with text above it is drawn.
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
        int length = Math.max(1, Math.min(span.end() - span.start(), line.length() - column));
        int from = Math.max(0, Math.min(column - WIDTH / 2, line.length() - WIDTH));
        int to = Math.min(line.length(), from + WIDTH);
        StringBuilder text = new StringBuilder();
        text.append(from > 0 ? CUT : "");
        int caret = text.length() + column - from;
        appendVisible(text, line, from, to);
        text.append(to < line.length() ? CUT : "").append('\n');
        text.repeat(' ', caret).append('^').repeat('~', Math.min(length, to - column < 1 ? 1 : to - column) - 1);
        return text.append('\n').toString();
    }

    private static void appendVisible(StringBuilder text, String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            text.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c);
        }
    }
}
