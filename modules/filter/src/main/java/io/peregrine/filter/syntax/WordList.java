package io.peregrine.filter.syntax;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.RangeList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The values of a long list in a condition, of which those that stand in its text as they are read are kept as places alone and made when they are
 * asked for. Immutable once it is built.
 */
final class WordList extends AbstractList<Operand.Word> implements RandomAccess {
    /** A shorter list is kept as it is. */
    private static final int LONG = 1000;

    /** What stands in the place of the start of a word that is kept as it is; the end is its number among those. */
    private static final int OTHER = -1;

    private final MappedText text;
    private final RangeList ranges = new RangeList();
    private final List<Operand.Word> others = new ArrayList<>();

    private WordList(MappedText text) {
        this.text = text;
    }

    @Override
    public int size() {
        return ranges.size();
    }

    @Override
    public Operand.Word get(int index) {
        int start = ranges.start(index);
        return start == OTHER ? others.get(ranges.end(index)) : written(start, ranges.end(index));
    }

    /** The word whose characters, with its quotes, are all between two offsets. */
    private Operand.Word written(int start, int end) {
        char first = text.text().charAt(start);
        int quote = first == '"' || first == '\'' ? 1 : 0;
        String word = text.text().substring(start + quote, Math.max(start + quote, end - quote));
        return new Operand.Word(word, new Origin(text, start, end));
    }

    private void append(Operand.Word word) {
        Origin origin = word.origin();
        if (origin.end() > origin.start()
                && written(origin.start(), origin.end()).equals(word)) {
            ranges.add(origin.start(), origin.end());
        } else {
            ranges.add(OTHER, others.size());
            others.add(word);
        }
    }

    /** Collects the words of a list; all of one text. */
    static final class Builder {
        private final List<Operand.Word> few = new ArrayList<>();
        private Optional<WordList> many = Optional.empty();

        void add(Operand.Word word) {
            if (many.isEmpty() && few.size() == LONG) {
                WordList words = new WordList(word.origin().text());
                few.forEach(words::append);
                few.clear();
                many = Optional.of(words);
            }
            if (many.isPresent()) {
                many.get().append(word);
            } else {
                few.add(word);
            }
        }

        /** The words; none may be added any more. */
        List<Operand.Word> build() {
            return many.<List<Operand.Word>>map(words -> words).orElse(few);
        }
    }
}
