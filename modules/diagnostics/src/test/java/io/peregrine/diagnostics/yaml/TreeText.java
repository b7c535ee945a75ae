package io.peregrine.diagnostics.yaml;

/** Trees as texts that tests compare: texts in {@code <>}, sequences in {@code []}, mappings in {@code {}}. */
final class TreeText {
    private TreeText() {}

    /** Appends a tree. */
    static void print(YamlNode node, StringBuilder out) {
        switch (node) {
            case YamlNode.Scalar scalar ->
                out.append('<').append(scalar.value()).append('>');
            case YamlNode.Sequence sequence -> {
                out.append('[');
                sequence.items().forEach(item -> print(item, out));
                out.append(']');
            }
            case YamlNode.Mapping mapping -> {
                out.append('{');
                mapping.entries().forEach(entry -> {
                    print(entry.key(), out);
                    print(entry.value(), out);
                });
                out.append('}');
            }
        }
    }
}
