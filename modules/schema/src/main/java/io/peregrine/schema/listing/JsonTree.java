package io.peregrine.schema.listing;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON of nested maps and lists, indented by two blanks a level, members in the order of their names. */
public final class JsonTree {
    private final StringBuilder out = new StringBuilder();

    private JsonTree() {}

    /**
     * The JSON of a value.
     *
     * @param value a {@code Map<String, ?>}, a {@code List<?>}, a string, a boolean, a number or null
     */
    public static String of(Object value) {
        JsonTree tree = new JsonTree();
        tree.append(value, 0);
        return tree.out.toString();
    }

    private void append(Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> appendObject(map, depth);
            case List<?> list -> appendArray(list, depth);
            case String text -> appendText(text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Number number -> out.append(number);
            default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    private void appendObject(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<String> names =
                map.keySet().stream().map(String.class::cast).sorted().iterator();
        while (names.hasNext()) {
            String name = names.next();
            indent(depth + 1);
            appendText(name);
            out.append(": ");
            append(map.get(name), depth + 1);
            out.append(names.hasNext() ? "," : "");
        }
        indent(depth);
        out.append('}');
    }

    private void appendArray(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            indent(depth + 1);
            append(list.get(i), depth + 1);
            out.append(i + 1 < list.size() ? "," : "");
        }
        indent(depth);
        out.append(']');
    }

    private void indent(int depth) {
        out.append('\n').repeat(' ', depth * 2);
    }

    private void appendText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
