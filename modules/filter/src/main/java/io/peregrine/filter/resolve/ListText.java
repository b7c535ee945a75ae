package io.peregrine.filter.resolve;

import io.peregrine.diagnostics.MappedText;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A list, ready to be put into conditions.
 *
 * @param name the name
 * @param items the items in order, not quoted yet
 * @param text what conditions get in the place of the name
 * @param words the words of the text, see {@link ListResolver#words}; none are kept of a long text
 */
public record ListText(String name, List<MappedText> items, MappedText text, Set<String> words) {
    /** A list of a feed may have a million items: its words would take several times its memory and are seldom asked for. */
    private static final int LONG = 100_000;

    /** The list of this name and these items. */
    public static ListText of(String name, List<MappedText> items) {
        MappedText text = ListResolver.join(items);
        return new ListText(name, items, text, text.length() > LONG ? Set.of() : ListResolver.words(text));
    }

    /** Hands over every word, some perhaps several times. */
    void eachWord(Consumer<String> taking) {
        if (text.length() > LONG) {
            ListResolver.eachWord(text, taking);
        } else {
            words.forEach(taking);
        }
    }
}
