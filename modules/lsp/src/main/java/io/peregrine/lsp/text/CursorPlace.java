package io.peregrine.lsp.text;

import io.peregrine.diagnostics.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which value of a file a place is, found from the indentation alone, so that a file that is no YAML at the moment does not matter.
 *
 * @param key the key whose value it is; empty where a key is being written
 * @param before the value up to the place
 * @param isItem whether a new item begins here
 * @param item the kind of the item around: {@code rule}, {@code macro}, {@code list}, or empty
 */
public record CursorPlace(String key, String before, boolean isItem, String item) {
    private static final Pattern KEY = Pattern.compile("^(\\s*(?:- )*)([a-z_A-Z-]+):(?=\\s|$)(.*)$");

    /** The place at an offset. */
    public static CursorPlace of(SourceText source, int offset) {
        int line = source.lineOf(offset);
        String here = source.content().substring(source.startOfLine(line), offset);
        Matcher own = KEY.matcher(here);
        String item = item(source, line);
        if (own.matches()) {
            return new CursorPlace(own.group(2), own.group(3), false, item);
        }
        int indent = indentation(here);
        StringBuilder before = new StringBuilder(here);
        for (int above = line - 1; above >= 0 && !here.startsWith("-"); above--) {
            String text = source.line(above);
            Matcher key = KEY.matcher(text);
            if (key.matches() && key.group(1).length() < indent) {
                String rest = key.group(3).strip();
                String begun = rest.startsWith(">") || rest.startsWith("|") ? "" : key.group(3);
                return new CursorPlace(key.group(2), begun + "\n" + before, false, item);
            }
            if (key.matches() && key.group(1).length() == indent) {
                break;
            }
            before.insert(0, text + "\n");
        }
        return new CursorPlace("", here.strip(), here.isBlank() ? indent == 0 : here.startsWith("-"), item);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** The first key of the item around a line. */
    private static String item(SourceText source, int line) {
        for (int above = line; above >= 0; above--) {
            Matcher key = KEY.matcher(source.line(above));
            if (source.line(above).startsWith("-")) {
                return key.matches() ? key.group(2) : "";
            }
        }
        return "";
    }

    /** The beginning of the word that is being written. */
    public String prefix() {
        int start = before.length();
        while (start > 0 && isWordPart(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == '!' || c == '=';
    }
}
