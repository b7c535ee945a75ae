package io.peregrine.authoring.format;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.List;

/** Writes scalars as they were written, at the indentation of their place. */
final class ScalarLayout {
    private final TextLines lines;
    private final List<String> out;

    ScalarLayout(TextLines lines, List<String> out) {
        this.lines = lines;
        this.out = out;
    }

    /**
     * Writes the value of a key.
     *
     * @param key the key with its colon, as it is to be written
     * @param keyEnd where the key ends in the source
     * @param indent how many blanks stand before further lines of the value
     */
    void write(String key, int keyEnd, YamlNode.Scalar scalar, int indent) throws UnknownLayoutException {
        switch (scalar.style()) {
            case LITERAL, FOLDED -> block(key, keyEnd, scalar, indent);
            case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> {
                if (scalar.span().start() == scalar.span().end()) {
                    out.add(key + comment(keyEnd + 1));
                } else {
                    inline(key + " ", scalar, indent);
                }
            }
        }
    }

    /** Writes an item of a sequence behind its dash. */
    void writeItem(String dash, YamlNode.Scalar scalar, int indent) throws UnknownLayoutException {
        switch (scalar.style()) {
            case LITERAL, FOLDED -> throw new UnknownLayoutException("a block of text in a list");
            case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> inline(dash, scalar, indent);
        }
    }

    private void inline(String prefix, YamlNode.Scalar scalar, int indent) {
        String[] written =
                lines.slice(scalar.span().start(), Extent.end(scalar)).split("\r?\n", -1);
        for (int i = 0; i < written.length; i++) {
            boolean last = i == written.length - 1;
            String text = i == 0 ? prefix + written[i].strip() : " ".repeat(indent) + written[i].strip();
            out.add(last ? text + comment(Extent.end(scalar)) : text.stripTrailing());
        }
    }

    /** A block of text: its lines keep their indentation among each other. */
    private void block(String key, int keyEnd, YamlNode.Scalar scalar, int indent) throws UnknownLayoutException {
        String header = lines.rest(keyEnd + 1).strip();
        String indicator = header.split("[ \t]", 2)[0];
        if (!indicator.equals("|") && !indicator.equals(">") && !indicator.equals("|-") && !indicator.equals(">-")) {
            throw new UnknownLayoutException("a block of text with an indentation or blank lines that count");
        }
        String rest = header.substring(indicator.length()).strip();
        out.add(key + " " + indicator + (rest.isEmpty() ? "" : " " + rest));
        int first = lines.lineOf(keyEnd) + 1;
        List<String> text = lines.range(first, Extent.lastLine(scalar, lines) + 1);
        int least = text.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        for (String line : text) {
            if (line.strip().startsWith("\t")) {
                throw new UnknownLayoutException("tabs");
            }
            out.add(line.isBlank() ? "" : " ".repeat(indent) + line.substring(least));
        }
    }

    private String comment(int offset) {
        String rest = lines.rest(offset).strip();
        return rest.startsWith("#") ? " " + rest : "";
    }
}
