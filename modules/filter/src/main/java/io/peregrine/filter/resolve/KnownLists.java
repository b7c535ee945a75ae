package io.peregrine.filter.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists that conditions may use, in the order in which they are put in: an item that names a later list is replaced by it in turn. */
public final class KnownLists {
    private final List<ListText> lists = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    /** Those whose names are no single word and so have to be looked for everywhere. */
    private final BitSet oddNames = new BitSet();

    /** Adds a list behind the others. */
    public void add(ListText list) {
        if (ListResolver.isWord(list.name())) {
            places.put(list.name(), lists.size());
        } else {
            oddNames.set(lists.size());
        }
        lists.add(list);
    }

    /**
     * The lists that may occur in a condition once those before them are put in, in order. All others do not.
     *
     * @param words the words of the condition, see {@link ListResolver#words}
     */
    public List<ListText> candidates(Set<String> words) {
        List<ListText> candidates = new ArrayList<>();
        BitSet named = (BitSet) oddNames.clone();
        words.forEach(word -> mark(word, named));
        for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
            candidates.add(lists.get(i));
            lists.get(i).eachWord(word -> mark(word, named));
        }
        return candidates;
    }

    private void mark(String word, BitSet named) {
        Integer place = places.get(word);
        if (place != null) {
            named.set(place);
        }
    }
}
