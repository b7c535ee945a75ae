package io.peregrine.authoring.format;

import java.util.List;

/** What holds for every line of a file: no blanks at its end, never two empty lines in a row, one line end at the end of the file. */
final class Tidying {
    private Tidying() {}

    /** The lines as one text. */
    static String join(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean blank = true;
        for (String line : lines) {
            String tidy = line.stripTrailing();
            if (!tidy.isEmpty() || !blank) {
                text.append(tidy).append('\n');
            }
            blank = tidy.isEmpty();
        }
        while (text.length() > 1 && text.charAt(text.length() - 2) == '\n') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }
}
