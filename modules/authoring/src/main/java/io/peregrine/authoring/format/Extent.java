package io.peregrine.authoring.format;

import io.peregrine.diagnostics.yaml.YamlNode;

/** Where a node ends, with everything in it. */
final class Extent {
    private Extent() {}

    /** The offset behind the last character of a scalar that is no blank; the span of a plain text or a block may reach beyond. */
    static int end(YamlNode.Scalar scalar) {
        String content = scalar.span().source().content();
        int end = scalar.span().end();
        while (end > scalar.span().start() && Character.isWhitespace(content.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** The last line of a node that is not empty; the end of a block may lie on the line behind it. */
    static int lastLine(YamlNode node, TextLines lines) {
        int first = node.span().line();
        int end = contentEnd(node);
        int line = lines.lineOf(Math.max(node.span().start(), end - 1));
        while (line > first && lines.line(line).isBlank()) {
            line--;
        }
        return line;
    }

    /** The end of what is written in a node; that of a collection in block form ends with its last part, not with its span. */
    private static int contentEnd(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> end(scalar);
            case YamlNode.Sequence sequence ->
                isFlow(node)
                        ? sequence.span().end()
                        : sequence.items().stream()
                                .mapToInt(Extent::contentEnd)
                                .max()
                                .orElse(sequence.span().end());
            case YamlNode.Mapping mapping ->
                isFlow(node)
                        ? mapping.span().end()
                        : mapping.entries().stream()
                                .mapToInt(entry -> Math.max(contentEnd(entry.key()), contentEnd(entry.value())))
                                .max()
                                .orElse(mapping.span().end());
        };
    }

    /** Whether a collection is written in brackets or braces. */
    static boolean isFlow(YamlNode node) {
        int start = node.span().start();
        String content = node.span().source().content();
        return !(node instanceof YamlNode.Scalar)
                && start < content.length()
                && (content.charAt(start) == '[' || content.charAt(start) == '{');
    }
}
