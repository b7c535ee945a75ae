package io.peregrine.app.listing;

/** Text that is broken into lines between two columns of a terminal. */
final class Paragraph {
    private static final int WIDTH = 110;

    private Paragraph() {}

    /** Appends a label and, behind a column, the text in lines that end before the terminal does. */
    static void append(StringBuilder out, String label, int column, String text) {
        int at = label.length();
        out.append(label);
        if (at >= column) {
            out.append('\n');
            at = 0;
        }
        out.repeat(' ', column - at);
        at = column;
        for (String word : text.strip().split("\\s+")) {
            if (at > column && at + word.length() > WIDTH) {
                out.append('\n').repeat(' ', column);
                at = column;
            }
            out.append(word).append(' ');
            at += word.length() + 1;
        }
        out.setLength(out.length() - 1);
        out.append('\n');
    }
}
