package io.peregrine.authoring.format;

import java.util.ArrayList;
import java.util.List;

/** What holds for lines whose blanks say nothing: none at their end, never two empty lines in a row. */
final class Tidying {
    private Tidying() {}

    /** The lines without what says nothing. */
    static List<String> tidy(List<String> lines) {
        List<String> out = new ArrayList<>();
        boolean blank = false;
        for (String line : lines) {
            String tidy = line.stripTrailing();
            if (!tidy.isEmpty() || !blank) {
                out.add(tidy);
            }
            blank = tidy.isEmpty();
        }
        return out;
    }

    /** The lines as one text that ends with one line end. */
    static String join(List<String> lines) {
        int first = 0;
        int end = lines.size();
        while (first < end && lines.get(first).isBlank()) {
            first++;
        }
        while (end > first && lines.get(end - 1).isBlank()) {
            end--;
        }
        return first == end ? "" : String.join("\n", lines.subList(first, end)) + "\n";
    }
}
