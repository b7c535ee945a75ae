package io.peregrine.authoring.format;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Writes lists in brackets and mappings in braces: one blank behind a comma, wrapped under the first item. */
final class FlowLayout {
    private static final int WIDTH = 120;

    private FlowLayout() {}

    /**
     * Writes a collection.
     *
     * @param prefix what stands before its bracket on the first line
     */
    static void write(String prefix, YamlNode node, TextLines lines, List<String> out) throws UnknownLayoutException {
        List<String> parts = parts(node, lines);
        String open = node instanceof YamlNode.Sequence ? "[" : "{";
        String close = node instanceof YamlNode.Sequence ? "]" : "}";
        String comment = lines.rest(node.span().end()).strip();
        StringBuilder line = new StringBuilder(prefix).append(open);
        String hanging = " ".repeat(line.length());
        boolean fresh = true;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i < parts.size() - 1 ? "," : close);
            if (!fresh && line.length() + 1 + part.length() > WIDTH) {
                out.add(line.toString());
                line = new StringBuilder(hanging).append(part);
            } else {
                line.append(fresh ? "" : " ").append(part);
            }
            fresh = false;
        }
        if (parts.isEmpty()) {
            line.append(close);
        }
        out.add(comment.startsWith("#") ? line + " " + comment : line.toString());
    }

    private static List<String> parts(YamlNode node, TextLines lines) throws UnknownLayoutException {
        if (node.mark() != node.span().start()
                || lines.slice(node.span().start(), node.span().end()).contains("#")) {
            throw new UnknownLayoutException("an anchor or a comment in a list");
        }
        List<String> parts = new ArrayList<>();
        switch (node) {
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    parts.add(part(item, lines));
                }
            }
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry entry : mapping.entries()) {
                    String value = part(entry.value(), lines);
                    parts.add(part(entry.key(), lines) + (value.isEmpty() ? ":" : ": " + value));
                }
            }
            case YamlNode.Scalar scalar -> parts.add(part(scalar, lines));
        }
        return parts;
    }

    private static String part(YamlNode node, TextLines lines) throws UnknownLayoutException {
        if (node instanceof YamlNode.Scalar scalar) {
            String text =
                    lines.slice(scalar.span().start(), scalar.span().end()).strip();
            if (scalar.mark() != scalar.span().start() || text.contains("\n")) {
                throw new UnknownLayoutException("an anchor or a text of several lines in a list");
            }
            return text;
        }
        String inner = String.join(", ", parts(node, lines));
        return node instanceof YamlNode.Sequence ? "[" + inner + "]" : "{" + inner + "}";
    }
}
