package io.peregrine.filter.resolve;

import io.peregrine.diagnostics.MappedText;
import java.util.List;
import java.util.Set;

/**
 * A list, ready to be put into conditions.
 *
 * @param name the name
 * @param items the items in order, not quoted yet
 * @param text what conditions get in the place of the name
 * @param words the words of the text, see {@link ListResolver#words}
 */
public record ListText(String name, List<MappedText> items, MappedText text, Set<String> words) {
    /** The list of this name and these items. */
    public static ListText of(String name, List<MappedText> items) {
        MappedText text = ListResolver.join(items);
        return new ListText(name, items, text, ListResolver.words(text));
    }
}
