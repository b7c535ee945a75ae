package io.peregrine.diagnostics;

import java.nio.charset.StandardCharsets;

/**
 * The line around an offset in bytes with a caret under it, as Falco draws it: of a long line 80 bytes on each side, and for an offset behind the end the last
 * character (rule_loader.cpp of Falco 0.44). {@link Snippet} is what people read.
 */
public final class OffsetSnippet {
    /** What is shown where there is nothing to show. */
    public static final String NOTHING = "<No context available>\n";

    private static final int SIDE = 80;
    private static final String LEFT_OUT = "...";

    private OffsetSnippet() {}

    /** Draws the surroundings of an offset, in lines that all end. */
    public static String draw(String content, int offset) {
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        if (text.length == 0) {
            return NOTHING;
        }
        int at = offset;
        while (at > 0 && (at >= text.length || text[at] == '\n')) {
            at--;
        }
        int from = start(text, at);
        int to = end(text, at);
        if (to < from) {
            return NOTHING;
        }
        StringBuilder line = new StringBuilder(new String(text, from, to - from + 1, StandardCharsets.UTF_8));
        if (at - from >= SIDE) {
            line.replace(0, LEFT_OUT.length(), LEFT_OUT);
        }
        if (to - at >= SIDE) {
            line.replace(line.length() - LEFT_OUT.length(), line.length(), LEFT_OUT);
        }
        return line.append('\n').repeat(' ', at - from).append("^\n").toString();
    }

    private static int start(byte[] text, int at) {
        int from = at;
        while (from > 0 && text[from] != '\n' && at - from < SIDE) {
            from--;
        }
        return text[from] == '\n' ? from + 1 : from;
    }

    private static int end(byte[] text, int at) {
        int to = at;
        while (to < text.length - 1 && text[to] != '\n' && to - at < SIDE) {
            to++;
        }
        return text[to] == '\n' ? to - 1 : to;
    }
}
