package io.peregrine.config.tree;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The JSON text of a tree, as plugins receive their configuration and as support dumps show it: a scalar becomes a number
 * or a truth value when it reads as one, quoted or not.
 */
public final class JsonForm {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,9})");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?");

    private JsonForm() {}

    /** Returns the JSON text, without blanks, keys in their written order. */
    public static String of(ConfigNode node) {
        StringBuilder out = new StringBuilder();
        append(out, node);
        return out.toString();
    }

    private static void append(StringBuilder out, ConfigNode node) {
        switch (node) {
            case ConfigNode.Mapping mapping -> {
                String separator = "{";
                for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
                    out.append(separator);
                    appendText(out, entry.getKey());
                    out.append(':');
                    append(out, entry.getValue());
                    separator = ",";
                }
                out.append(mapping.entries().isEmpty() ? "{}" : "}");
            }
            case ConfigNode.Sequence sequence -> {
                out.append('[');
                String separator = "";
                for (ConfigNode item : sequence.items()) {
                    out.append(separator);
                    append(out, item);
                    separator = ",";
                }
                out.append(']');
            }
            case ConfigNode.Scalar scalar -> appendScalar(out, scalar.text());
            case ConfigNode.Empty ignored -> out.append("null");
        }
    }

    private static void appendScalar(StringBuilder out, String text) {
        if (INTEGER.matcher(text).matches()) {
            out.append(Long.parseLong(text));
        } else if (REAL.matcher(text).matches()) {
            out.append(Double.parseDouble(text));
        } else {
            Truth.parse(text).ifPresentOrElse(out::append, () -> appendText(out, text));
        }
    }

    /** Appends a JSON string. */
    public static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
