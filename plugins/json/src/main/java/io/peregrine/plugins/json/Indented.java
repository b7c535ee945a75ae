package io.peregrine.plugins.json;

import io.peregrine.plugin.json.JsonPayload;
import java.nio.charset.StandardCharsets;

/** JSON with a line for each part, two blanks a level; empty objects and arrays stay on their line. */
final class Indented {
    private final byte[] json;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private Indented(byte[] json) {
        this.json = json;
    }

    static String of(JsonPayload payload) {
        return new Indented(payload.json(payload.root())).write();
    }

    private String write() {
        String compact = new String(json, StandardCharsets.UTF_8);
        boolean quoted = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (quoted) {
                text.append(c);
                if (c == '\\') {
                    text.append(compact.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
                text.append(c);
            } else {
                part(c, i + 1 < compact.length() ? compact.charAt(i + 1) : 0, i > 0 ? compact.charAt(i - 1) : 0);
            }
        }
        return text.toString();
    }

    private void part(char c, char next, char before) {
        switch (c) {
            case '{', '[' -> {
                text.append(c);
                depth++;
                if (next != '}' && next != ']') {
                    line();
                }
            }
            case '}', ']' -> {
                depth--;
                if (before != '{' && before != '[') {
                    line();
                }
                text.append(c);
            }
            case ',' -> {
                text.append(c);
                line();
            }
            case ':' -> text.append(": ");
            default -> text.append(c);
        }
    }

    private void line() {
        text.append('\n').append("  ".repeat(depth));
    }
}
