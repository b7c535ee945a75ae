package io.peregrine.diagnostics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A text that was put together from pieces of source texts and still knows where each of its characters stood. A folded YAML value, a
 * condition with its lists replaced and an expanded exception are such texts. Immutable.
 */
public final class MappedText {
    private static final int NOWHERE = -1;

    private final String text;
    private final SourceText[] sources;
    private final int[] offsets;

    private MappedText(String text, SourceText[] sources, int[] offsets) {
        this.text = text;
        this.sources = sources;
        this.offsets = offsets;
    }

    /** A whole source text as it stands. */
    public static MappedText of(SourceText source) {
        int[] offsets = new int[source.content().length()];
        Arrays.setAll(offsets, i -> i);
        return of(source.content(), source, offsets);
    }

    /**
     * A text whose characters stood at these offsets of a source.
     *
     * @param offsets one offset for each character, not copied
     */
    public static MappedText of(String text, SourceText source, int[] offsets) {
        SourceText[] sources = new SourceText[text.length()];
        Arrays.fill(sources, source);
        return new MappedText(text, sources, offsets);
    }

    /** A text that stood nowhere. */
    public static MappedText unmapped(String text) {
        return new Builder().append(text).build();
    }

    /** The characters. */
    public String text() {
        return text;
    }

    /** The number of characters. */
    public int length() {
        return text.length();
    }

    /** The characters from {@code start} to before {@code end}, with their places. */
    public MappedText substring(int start, int end) {
        return new MappedText(
                text.substring(start, end),
                Arrays.copyOfRange(sources, start, end),
                Arrays.copyOfRange(offsets, start, end));
    }

    /**
     * Where the characters from {@code start} to before {@code end} stood: the stretch from the first of them that has a place to the last
     * one of the same source behind it. When none has a place, the nearest character before {@code start} that has one.
     */
    public Optional<Span> span(int start, int end) {
        for (int i = Math.max(0, start); i < Math.min(end, offsets.length); i++) {
            if (offsets[i] != NOWHERE) {
                return Optional.of(stretch(i, Math.min(end, offsets.length)));
            }
        }
        for (int i = Math.min(start, offsets.length) - 1; i >= 0; i--) {
            if (offsets[i] != NOWHERE) {
                int behind = Math.min(offsets[i] + 1, sources[i].content().length());
                return Optional.of(new Span(sources[i], behind, behind));
            }
        }
        return Optional.empty();
    }

    private Span stretch(int first, int end) {
        int last = offsets[first];
        for (int i = first; i < end && sources[i] == sources[first] && offsets[i] >= last; i++) {
            last = offsets[i];
        }
        return new Span(
                sources[first],
                offsets[first],
                Math.min(last + 1, sources[first].content().length()));
    }

    @Override
    public String toString() {
        return text;
    }

    /** Puts a mapped text together piece by piece. */
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private SourceText[] sources = new SourceText[64];
        private int[] offsets = new int[64];

        /** Appends characters that stood nowhere. */
        public Builder append(String piece) {
            grow(piece.length());
            Arrays.fill(offsets, text.length(), text.length() + piece.length(), NOWHERE);
            text.append(piece);
            return this;
        }

        /** Appends all of a mapped text. */
        public Builder append(MappedText piece) {
            return append(piece, 0, piece.length());
        }

        /** Appends a part of a mapped text. */
        public Builder append(MappedText piece, int start, int end) {
            grow(end - start);
            System.arraycopy(piece.sources, start, sources, text.length(), end - start);
            System.arraycopy(piece.offsets, start, offsets, text.length(), end - start);
            text.append(piece.text, start, end);
            return this;
        }

        /** The number of characters so far. */
        public int length() {
            return text.length();
        }

        /** The character at an index. */
        public char charAt(int index) {
            return text.charAt(index);
        }

        /** Drops everything from an index on. */
        public Builder truncate(int length) {
            text.setLength(length);
            return this;
        }

        /** The text so far. */
        public MappedText build() {
            int length = text.length();
            return new MappedText(text.toString(), Arrays.copyOf(sources, length), Arrays.copyOf(offsets, length));
        }

        private void grow(int more) {
            int needed = text.length() + more;
            if (needed > offsets.length) {
                int size = Math.max(needed, offsets.length * 2);
                sources = Arrays.copyOf(sources, size);
                offsets = Arrays.copyOf(offsets, size);
            }
        }
    }
}
