package io.peregrine.diagnostics.yaml;

/** A fault that ends reading. Caught by {@link YamlReader}, never seen outside. */
final class YamlFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** A fault at an offset of the text. */
    YamlFault(String sentence, int offset) {
        super(sentence, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
