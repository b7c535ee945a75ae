package io.peregrine.diagnostics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A text that was put together from pieces of source texts and still knows where each of its characters stood. A folded YAML value, a
 * condition with its lists replaced and an expanded exception are such texts. Immutable.
 *
 * <p>What is kept is one entry for each stretch of characters that one placement places side by side, so that a text costs little more than
 * its characters.
 */
public final class MappedText {
    /** The placement of stretches that stood nowhere. */
    private static final Placement NOWHERE = new SourceText("", "").placement();

    /** Most texts are one stretch; a list of a feed has a million of them. */
    private static final int[] FROM_THE_START = {0};

    private final String text;
    /** The index of the first character of each stretch, rising. */
    private final int[] starts;

    private final Placement[] placements;
    /** The index of the first character of each stretch in what its placement places; without meaning for {@link #NOWHERE}. */
    private final int[] indexes;

    private MappedText(String text, int[] starts, Placement[] placements, int[] indexes) {
        this.text = text;
        this.starts = starts;
        this.placements = placements;
        this.indexes = indexes;
    }

    /** A whole source text as it stands. */
    public static MappedText of(SourceText source) {
        return of(source.content(), source, 0);
    }

    /** A text whose characters stood where a placement says. */
    public static MappedText of(String text, Placement placement) {
        return new Builder().append(text, placement, 0).build();
    }

    /** A text that stood in a source as it is, from an offset on. */
    public static MappedText of(String text, SourceText source, int offset) {
        return new Builder().append(text, source.placement(), offset).build();
    }

    /** A text that stood nowhere. */
    public static MappedText unmapped(String text) {
        return new Builder().append(text).build();
    }

    /** The source in which the whole text stands side by side as it is, beginning at {@link #firstOffset}; empty when it is otherwise. */
    Optional<SourceText> asItStandsIn() {
        return starts.length == 1 && placements[0] instanceof Placement.Same(SourceText source)
                ? Optional.of(source)
                : Optional.empty();
    }

    /** The offset of the first character in the source of {@link #asItStandsIn}. */
    int firstOffset() {
        return indexes[0];
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
        return new Builder().append(this, start, end).build();
    }

    /**
     * Where the characters from {@code start} to before {@code end} stood: the stretch from the first of them that has a place to the last
     * one of the same source behind it. When none has a place, the place behind the nearest character before {@code start} that has one and is
     * no blank: a line end that folding put there stands on the line below.
     */
    public Optional<Span> span(int start, int end) {
        int first = Math.max(0, start);
        int limit = Math.min(end, text.length());
        for (int i = stretchOf(first); i < starts.length && Math.max(first, starts[i]) < limit; i++) {
            if (placements[i] != NOWHERE) {
                return Optional.of(joined(i, Math.max(first, starts[i]), limit));
            }
        }
        return placeBehind(Math.min(start, text.length()) - 1);
    }

    private Optional<Span> placeBehind(int last) {
        int solid = last;
        while (solid >= 0 && Character.isWhitespace(text.charAt(solid))) {
            solid--;
        }
        for (int i = solid < 0 ? -1 : stretchOf(solid); i >= 0; i--) {
            if (placements[i] != NOWHERE) {
                SourceText source = placements[i].source();
                int behind = placeOf(i, Math.min(solid, endOf(i) - 1)) + 1;
                int place = Math.min(behind, source.content().length());
                return Optional.of(new Span(source, place, place));
            }
        }
        return Optional.empty();
    }

    /** From a character of a stretch on through those that follow in the same source, while their places rise. */
    private Span joined(int stretch, int first, int limit) {
        SourceText source = placements[stretch].source();
        int begin = placeOf(stretch, first);
        int last = placeOf(stretch, Math.min(limit, endOf(stretch)) - 1);
        for (int i = stretch + 1; i < starts.length && starts[i] < limit; i++) {
            if (placements[i].source() != source || placeOf(i, starts[i]) < last) {
                break;
            }
            last = placeOf(i, Math.min(limit, endOf(i)) - 1);
        }
        return new Span(source, begin, Math.min(last + 1, source.content().length()));
    }

    /** The stretch of a character; the number of stretches for a place behind the text. */
    private int stretchOf(int index) {
        if (index >= text.length()) {
            return starts.length;
        }
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private int endOf(int stretch) {
        return stretch + 1 < starts.length ? starts[stretch + 1] : text.length();
    }

    private int placeOf(int stretch, int index) {
        return placements[stretch].offset(indexes[stretch] + index - starts[stretch]);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Puts a mapped text together piece by piece. */
    public static final class Builder {
        private final StringBuilder text;
        private int count;
        private int[] starts = new int[4];
        private Placement[] placements = new Placement[4];
        private int[] indexes = new int[4];

        /** An empty text. */
        public Builder() {
            this(16);
        }

        /** An empty text with room for so many characters. */
        public Builder(int room) {
            text = new StringBuilder(room);
        }

        /** Appends characters that stood nowhere. */
        public Builder append(String piece) {
            return append(piece, NOWHERE, 0);
        }

        /** Appends all of a mapped text. */
        public Builder append(MappedText piece) {
            return append(piece, 0, piece.length());
        }

        /** Appends a part of a mapped text. */
        public Builder append(MappedText piece, int start, int end) {
            for (int i = piece.stretchOf(start); i < piece.starts.length && piece.starts[i] < end; i++) {
                int from = Math.max(start, piece.starts[i]);
                begin(text.length() + from - start, piece.placements[i], piece.indexes[i] + from - piece.starts[i]);
            }
            text.append(piece.text, start, end);
            return this;
        }

        /** Appends characters that a placement places side by side, from an index on. */
        Builder append(String piece, Placement placement, int index) {
            if (!piece.isEmpty()) {
                begin(text.length(), placement, index);
                text.append(piece);
            }
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
            while (count > 0 && starts[count - 1] >= length) {
                count--;
            }
            return this;
        }

        /** The text so far. */
        public MappedText build() {
            if (count == 1) {
                return new MappedText(text.toString(), FROM_THE_START, alone(placements[0]), new int[] {indexes[0]});
            }
            return new MappedText(
                    text.toString(),
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(placements, count),
                    Arrays.copyOf(indexes, count));
        }

        /** A placement as the only one; texts that stand in a source as they are share it. */
        private static Placement[] alone(Placement placement) {
            Placement[] shared = placement.source().alonePlacement();
            return shared[0] == placement ? shared : new Placement[] {placement};
        }

        /** Begins a stretch at a place of the text, unless it goes on where the last one ends. */
        private void begin(int start, Placement placement, int index) {
            if (count > 0 && placements[count - 1] == placement && follows(start, index)) {
                return;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                placements = Arrays.copyOf(placements, count * 2);
                indexes = Arrays.copyOf(indexes, count * 2);
            }
            starts[count] = start;
            placements[count] = placement;
            indexes[count] = index;
            count++;
        }

        private boolean follows(int start, int index) {
            return placements[count - 1] == NOWHERE || index - indexes[count - 1] == start - starts[count - 1];
        }
    }
}
