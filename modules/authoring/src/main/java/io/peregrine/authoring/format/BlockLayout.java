package io.peregrine.authoring.format;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.List;

/** Writes mappings and sequences in block form, two blanks a level. */
final class BlockLayout {
    private static final int STEP = 2;

    private final TextLines lines;
    private final List<String> out;
    private final ScalarLayout scalars;

    BlockLayout(TextLines lines, List<String> out) {
        this.lines = lines;
        this.out = out;
        scalars = new ScalarLayout(lines, out);
    }

    /**
     * Writes the entries of a mapping.
     *
     * @param first what stands before the first key: a dash, or blanks
     * @param indent how many blanks stand before every other key
     * @param line the line behind which comments belong to the mapping
     */
    void mapping(YamlNode.Mapping mapping, String first, int indent, int line) throws UnknownLayoutException {
        String prefix = first;
        int before = line;
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof YamlNode.Scalar key)
                    || key.span().line() != lines.lineOf(key.span().end())) {
                throw new UnknownLayoutException("a key of several lines");
            }
            comments(before + 1, key.span().line(), indent);
            value(prefix + lines.slice(key.span().start(), key.span().end()) + ":", entry, indent);
            before = Math.max(key.span().line(), Extent.lastLine(entry.value(), lines));
            prefix = " ".repeat(indent);
        }
    }

    private void value(String key, YamlNode.Entry entry, int indent) throws UnknownLayoutException {
        YamlNode value = entry.value();
        if (value.mark() != value.span().start()
                || value.span().start() < entry.key().span().end()) {
            throw new UnknownLayoutException("an anchor, a tag or an alias");
        }
        switch (value) {
            case YamlNode.Scalar scalar -> scalars.write(key, entry.key().span().end(), scalar, indent + STEP);
            case YamlNode.Sequence sequence
            when Extent.isFlow(sequence) -> FlowLayout.write(key + " ", sequence, lines, out);
            case YamlNode.Mapping mapping
            when Extent.isFlow(mapping) -> FlowLayout.write(key + " ", mapping, lines, out);
            case YamlNode.Sequence sequence -> {
                out.add(key + comment(entry.key().span().end() + 1));
                sequence(sequence, indent + STEP, entry.key().span().line());
            }
            case YamlNode.Mapping mapping -> {
                out.add(key + comment(entry.key().span().end() + 1));
                mapping(
                        mapping,
                        " ".repeat(indent + STEP),
                        indent + STEP,
                        entry.key().span().line());
            }
        }
    }

    private void sequence(YamlNode.Sequence sequence, int indent, int line) throws UnknownLayoutException {
        String dash = " ".repeat(indent) + "- ";
        int before = line;
        for (YamlNode item : sequence.items()) {
            if (item.mark() != item.span().start()
                    || lines.slice(item.span().start(), item.span().end()).isEmpty()) {
                throw new UnknownLayoutException("an anchor, a tag, an alias or nothing");
            }
            comments(before + 1, item.span().line(), indent);
            switch (item) {
                case YamlNode.Scalar scalar -> scalars.writeItem(dash, scalar, indent + STEP);
                case YamlNode.Sequence inner when Extent.isFlow(inner) -> FlowLayout.write(dash, inner, lines, out);
                case YamlNode.Mapping inner when Extent.isFlow(inner) -> FlowLayout.write(dash, inner, lines, out);
                case YamlNode.Mapping inner ->
                    mapping(inner, dash, indent + STEP, item.span().line());
                case YamlNode.Sequence inner -> throw new UnknownLayoutException("a sequence in a sequence");
            }
            before = Extent.lastLine(item, lines);
        }
    }

    /** The lines between two entries: comments at the entries' indentation, blank lines left out. */
    private void comments(int first, int end, int indent) throws UnknownLayoutException {
        for (String line : lines.range(first, end)) {
            String text = line.strip();
            if (text.startsWith("#")) {
                out.add(" ".repeat(indent) + text);
            } else if (!text.isEmpty()) {
                throw new UnknownLayoutException("text between two entries");
            }
        }
    }

    private String comment(int offset) {
        String rest = lines.rest(offset).strip();
        return rest.startsWith("#") ? " " + rest : "";
    }
}
