package io.peregrine.diagnostics;

import java.util.Arrays;

/**
 * A text that a user wrote, with its name and a table of its lines. A byte order mark at its beginning belongs to no line and counts in no column.
 * Immutable.
 */
public final class SourceText {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final String content;
    private final int[] lineStarts;
    private final int[] lineStartsInBytes;
    private final Placement placement = new Placement.Same(this);
    private final Placement[] alone = {placement};

    /**
     * A text and the name under which diagnostics speak of it.
     *
     * @param name the path of a file, or a word in angle brackets for a text that has none
     */
    public SourceText(String name, String content) {
        this.name = name;
        this.content = content;
        this.lineStarts = lineStarts(content);
        this.lineStartsInBytes = lineStartsInBytes(content, lineStarts);
    }

    private static int[] lineStartsInBytes(String content, int[] lineStarts) {
        if (bytes(content, 0, content.length()) == content.length()) {
            return lineStarts;
        }
        int[] starts = new int[lineStarts.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + bytes(content, lineStarts[i - 1], lineStarts[i]);
        }
        return starts;
    }

    /** How many bytes a piece of text is long in UTF-8. */
    public static int bytes(String text, int start, int end) {
        int count = end - start;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                count += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return count;
    }

    private static int[] lineStarts(String content) {
        int[] starts = new int[lines(content)];
        starts[0] = content.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        int count = 1;
        for (int i = content.indexOf('\n'); i >= 0; i = content.indexOf('\n', i + 1)) {
            starts[count++] = i + 1;
        }
        return starts;
    }

    private static int lines(String content) {
        int lines = 1;
        for (int i = content.indexOf('\n'); i >= 0; i = content.indexOf('\n', i + 1)) {
            lines++;
        }
        return lines;
    }

    /** The name that diagnostics print. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String content() {
        return content;
    }

    /** The content as a text that stood here. */
    Placement placement() {
        return placement;
    }

    /** The content's placement as the only one of a text; not to be changed. */
    Placement[] alonePlacement() {
        return alone;
    }

    /** The number of lines, at least one. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The line of an offset, counted from 0; an offset behind the end is on the last line. */
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, Math.max(lineStarts[0], offset));
        return found >= 0 ? found : -found - 2;
    }

    /** The column of an offset, counted from 0 in UTF-16 units. */
    public int columnOf(int offset) {
        return Math.max(0, offset - lineStarts[lineOf(offset)]);
    }

    /** The column of an offset, counted from 0 in bytes of UTF-8. */
    public int byteColumnOf(int offset) {
        int start = lineStarts[lineOf(offset)];
        return bytes(content, start, Math.max(start, offset));
    }

    /** An offset in bytes of UTF-8. */
    public int byteOffsetOf(int offset) {
        return lineStartsInBytes[lineOf(offset)] + byteColumnOf(offset);
    }

    /** The offset of a line's first character. */
    public int startOfLine(int line) {
        return lineStarts[line];
    }

    /** The offset behind a line's last character, before its line end. */
    public int endOfLine(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : content.length();
        return end > lineStarts[line] && content.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** The text of a line without its line end. */
    public String line(int line) {
        return content.substring(lineStarts[line], endOfLine(line));
    }

    @Override
    public String toString() {
        return name;
    }
}
