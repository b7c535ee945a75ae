package io.peregrine.loader;

import io.peregrine.alert.JsonText;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes maps, collections, texts, numbers and truths as JSON without blanks, the members of a map by name. */
final class JsonTree {
    private JsonTree() {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case Map<?, ?> map -> appendMap(out, map);
            case Collection<?> items -> appendItems(out, items);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> JsonText.appendString(out, value.toString());
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            JsonText.appendString(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void appendItems(StringBuilder out, Collection<?> items) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            append(out, item);
            separator = ",";
        }
        out.append(']');
    }
}
