package io.peregrine.engine.eval.bytes;

/** Finds one fixed string of bytes inside ranges. When case is ignored, only the ASCII letters are folded. Immutable; shared by all threads. */
public sealed interface ByteSearch permits ByteSearch.OfNothing, WordSearch, SkippingSearch {
    /**
     * Up to so many bytes eight places are looked at at a time, and beyond the text is skipped through: in paths of 41 bytes on average both take 8 ns at ten bytes, in
     * command lines of 253 bytes 47 and 54 ns at fifteen ({@code testing/bench/run --jmh}, class {@code SearchBenchmark}).
     */
    int LONGEST_OF_WORDS = 12;

    /** The index of the first occurrence that lies in the range, -1 when there is none; no bytes occur at once. */
    int indexIn(byte[] bytes, int from, int to);

    /** A search for exactly these bytes. */
    static ByteSearch of(byte[] needle) {
        return suited(needle.clone(), false);
    }

    /** A search that takes ASCII letters in either case. */
    static ByteSearch ignoringCase(byte[] needle) {
        byte[] folded = new byte[needle.length];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = AsciiCase.lower(needle[i]);
        }
        return suited(folded, true);
    }

    private static ByteSearch suited(byte[] needle, boolean ignoreCase) {
        if (needle.length == 0) {
            return new OfNothing();
        }
        return needle.length <= LONGEST_OF_WORDS
                ? new WordSearch(needle, ignoreCase)
                : new SkippingSearch(needle, ignoreCase);
    }

    /** Finds no bytes, wherever it looks. */
    record OfNothing() implements ByteSearch {
        @Override
        public int indexIn(byte[] bytes, int from, int to) {
            return from;
        }
    }
}
