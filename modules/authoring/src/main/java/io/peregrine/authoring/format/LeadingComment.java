package io.peregrine.authoring.format;

import io.peregrine.diagnostics.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The comment right above an item of a rules file, which says what the item is for. */
public final class LeadingComment {
    private LeadingComment() {}

    /** The lines of the comment above a line, joined; empty when there is none. Lines that only draw a rule are no comment. */
    public static String above(SourceText source, int line) {
        List<String> lines = new ArrayList<>();
        for (int above = line - 1; above >= 0; above--) {
            String text = source.line(above).strip();
            if (!text.startsWith("#")) {
                break;
            }
            lines.addFirst(text.replaceFirst("^#+", "").strip());
        }
        return String.join(" ", lines).replaceAll("[-=#]{4,}\\s*", "").strip();
    }
}
