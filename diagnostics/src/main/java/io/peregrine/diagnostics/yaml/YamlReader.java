package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlDocuments.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Reads a text into YAML trees. Nesting is bounded at {@link #MAX_DEPTH} and the size of a document with all aliases written out at
 * {@link #MAX_EXPANDED} nodes, so that a small file cannot grow large behind the reader's back.
 */
public final class YamlReader {
    /** How deep sequences and mappings may stand in each other, as in the reference. */
    public static final int MAX_DEPTH = 500;

    /** How many nodes a document may have, each alias counted as all that it stands for. */
    public static final int MAX_EXPANDED = 5_000_000;

    private YamlReader() {}

    /** All documents of a text; never throws. */
    public static YamlDocuments read(SourceText source) {
        int nul = source.content().indexOf('\0');
        if (nul >= 0) {
            return new YamlDocuments(
                    List.of(),
                    Optional.of(
                            new Problem("there is a byte 0 here: this is no text", new Span(source, nul, nul + 1))));
        }
        YamlParser parser = new YamlParser(source);
        try {
            parser.parse();
            return new YamlDocuments(parser.documents(), Optional.empty());
        } catch (YamlFault e) {
            int at = Math.min(e.offset(), source.content().length());
            return new YamlDocuments(
                    parser.documents(), Optional.of(new Problem(e.getMessage(), new Span(source, at, at))));
        }
    }
}
