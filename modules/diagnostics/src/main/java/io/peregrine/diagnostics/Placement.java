package io.peregrine.diagnostics;

/** Where the characters of a text stood in a source; the offsets rise with the indexes. Any thread may ask. */
public interface Placement {
    /** The source. */
    SourceText source();

    /** The offset in the source of the character with this index in the text. */
    int offset(int index);

    /** A text that is the source itself. */
    record Same(SourceText source) implements Placement {
        @Override
        public int offset(int index) {
            return index;
        }
    }
}
