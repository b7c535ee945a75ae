package io.peregrine.diagnostics.yaml;

/**
 * A piece of a YAML text that means something to its structure.
 *
 * @param kind what it is
 * @param start the offset of its first character
 * @param end the offset behind its last character
 * @param value the text of a scalar, the name of an anchor or alias, the words of a directive; else empty
 * @param style how a scalar was written; plain for everything else
 */
record Token(Kind kind, int start, int end, String value, YamlNode.Style style) {
    /** What a token is. Those of blocks are seen in indentation, not in characters. */
    enum Kind {
        DIRECTIVE,
        DOCUMENT_START,
        DOCUMENT_END,
        BLOCK_SEQUENCE_START,
        BLOCK_SEQUENCE_END,
        BLOCK_MAPPING_START,
        BLOCK_MAPPING_END,
        BLOCK_ENTRY,
        KEY,
        VALUE,
        FLOW_SEQUENCE_START,
        FLOW_SEQUENCE_END,
        FLOW_MAPPING_START,
        FLOW_MAPPING_END,
        FLOW_ENTRY,
        ANCHOR,
        ALIAS,
        TAG,
        SCALAR
    }

    static Token of(Kind kind, int start, int end) {
        return new Token(kind, start, end, "", YamlNode.Style.PLAIN);
    }
}
