package io.peregrine.diagnostics;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Predicate;

/**
 * A long list of texts that stand in their sources as they are: a list of a threat feed has a million of them. Kept are the places alone; a text
 * is made when it is asked for. Immutable; any thread may read it. Two lists are equal when the same texts of the same places are in them.
 */
public final class TextList extends AbstractList<MappedText> implements RandomAccess {
    /** A shorter list is kept as it is; at this length its objects take some 100 KB. */
    private static final int LONG = 1000;

    /** What stands in the place of the start of a text that is not as its source has it; the end is its number among those. */
    private static final int OTHER = -1;

    /** Items side by side in one source, their places rising. */
    private record Run(int first, SourceText source) {}

    private final RangeList ranges;
    private final List<Run> runs;
    private final List<MappedText> others;

    private TextList(RangeList ranges, List<Run> runs, List<MappedText> others) {
        this.ranges = ranges;
        this.runs = runs;
        this.others = others;
    }

    /** An immutable list of these texts, which may be a long one already. */
    public static List<MappedText> of(List<MappedText> texts) {
        return texts instanceof TextList ? texts : List.copyOf(texts);
    }

    @Override
    public int size() {
        return ranges.size();
    }

    @Override
    public MappedText get(int index) {
        int start = ranges.start(index);
        if (start == OTHER) {
            return others.get(ranges.end(index));
        }
        SourceText source = runs.get(runOf(index)).source();
        return MappedText.of(source.content().substring(start, ranges.end(index)), source, start);
    }

    private int runOf(int index) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (runs.get(middle).first() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Appends all texts with a separator between them, in double quotes where a predicate says so. It takes little more than its characters: of a
     * run of texts in one source there is one place for each text, and none for separators and quotes.
     */
    public void appendTo(MappedText.Builder out, String separator, Predicate<String> inQuotes) {
        Joining joining = new Joining(out, out.length(), separator, inQuotes);
        for (int run = 0; run < runs.size(); run++) {
            append(joining, run, run + 1 < runs.size() ? runs.get(run + 1).first() : size());
        }
    }

    private void append(Joining joining, int run, int limit) {
        int first = runs.get(run).first();
        int[] places = new int[limit - first];
        Placement placement = new RunPlacement(runs.get(run).source(), ranges, first, places);
        MappedText.Builder out = joining.out;
        int begin = out.length();
        for (int i = first; i < limit; i++) {
            MappedText text = get(i);
            String quote = joining.inQuotes.test(text.text()) ? "\"" : "";
            String before = joining.separator() + quote;
            places[i - first] = out.length() - begin + before.length();
            if (ranges.start(i) == OTHER) {
                out.append(before).append(text).append(quote);
            } else {
                out.append(before, placement, out.length() - begin);
                out.append(text.text(), placement, out.length() - begin);
                out.append(quote, placement, out.length() - begin);
            }
        }
    }

    /** Texts on their way into another, and where there the first one begins. */
    private record Joining(MappedText.Builder out, int begin, String between, Predicate<String> inQuotes) {
        String separator() {
            return out.length() > begin ? between : "";
        }
    }

    /** Where the joined texts of a run stood. */
    private record RunPlacement(SourceText source, RangeList ranges, int first, int[] places) implements Placement {
        @Override
        public int offset(int index) {
            int found = Arrays.binarySearch(places, index);
            int item = Math.max(0, found >= 0 ? found : -found - 2);
            int inside = Math.max(0, index - places[item]);
            return Math.min(ranges.start(first + item) + inside, ranges.end(first + item));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextList that
                ? ranges.sameAs(that.ranges) && runs.equals(that.runs) && others.equals(that.others)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return 31 * size() + runs.hashCode();
    }

    /** Puts a list together text by text. */
    public static final class Builder {
        private final List<MappedText> few = new ArrayList<>();
        private Optional<Growing> many = Optional.empty();

        /** Adds a text behind the others. */
        public Builder add(MappedText text) {
            if (few.size() == LONG) {
                grow();
            }
            if (many.isPresent()) {
                many.get().add(text);
            } else {
                few.add(text);
            }
            return this;
        }

        /** Adds texts behind the others. */
        public Builder addAll(List<MappedText> texts) {
            if (texts instanceof TextList list) {
                grow().addAll(list);
            } else {
                texts.forEach(this::add);
            }
            return this;
        }

        private Growing grow() {
            Growing growing = many.orElseGet(Growing::new);
            few.forEach(growing::add);
            few.clear();
            many = Optional.of(growing);
            return growing;
        }

        /** The list; nothing may be added any more. */
        public List<MappedText> build() {
            return many.<List<MappedText>>map(Growing::list).orElseGet(() -> List.copyOf(few));
        }
    }

    /** A long list while it grows. */
    private static final class Growing {
        private final RangeList ranges = new RangeList();
        private final List<Run> runs = new ArrayList<>();
        private final List<MappedText> others = new ArrayList<>();

        void add(MappedText text) {
            Optional<SourceText> source = text.asItStandsIn();
            if (source.isEmpty()) {
                if (runs.isEmpty()) {
                    begin(new SourceText("", ""));
                }
                ranges.add(OTHER, others.size());
                others.add(text);
                return;
            }
            place(source.get(), text.firstOffset(), text.firstOffset() + text.length());
        }

        /** Adds all of a long list without making its texts. */
        void addAll(TextList list) {
            for (int i = 0, run = 0; i < list.size(); i++) {
                while (run + 1 < list.runs.size() && list.runs.get(run + 1).first() <= i) {
                    run++;
                }
                if (list.ranges.start(i) == OTHER) {
                    add(list.get(i));
                } else {
                    place(list.runs.get(run).source(), list.ranges.start(i), list.ranges.end(i));
                }
            }
        }

        private void place(SourceText source, int start, int end) {
            int last = ranges.size() - 1;
            boolean follows = last >= 0
                    && runs.getLast().source() == source
                    && ranges.start(last) != OTHER
                    && ranges.end(last) <= start;
            if (!follows) {
                begin(source);
            }
            ranges.add(start, end);
        }

        private void begin(SourceText source) {
            runs.add(new Run(ranges.size(), source));
        }

        TextList list() {
            return new TextList(ranges, List.copyOf(runs), List.copyOf(others));
        }
    }
}
