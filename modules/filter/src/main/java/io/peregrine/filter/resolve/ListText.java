package io.peregrine.filter.resolve;

import io.peregrine.diagnostics.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A list, ready to be put into conditions. Immutable. */
public final class ListText {
    /** Of a longer list, such as that of a feed, neither text nor words are kept: they are large and seldom asked for. */
    private static final int LONG = 10_000;

    private final String name;
    private final List<MappedText> items;
    private final Optional<MappedText> text;
    private final Set<String> words;

    private ListText(String name, List<MappedText> items, Optional<MappedText> text) {
        this.name = name;
        this.items = items;
        this.text = text;
        this.words = text.map(ListResolver::words).orElse(Set.of());
    }

    /** The list of this name and these items. */
    public static ListText of(String name, List<MappedText> items) {
        return new ListText(name, items, items.size() > LONG ? Optional.empty() : Optional.of(joined(items)));
    }

    private static MappedText joined(List<MappedText> items) {
        MappedText.Builder out = new MappedText.Builder();
        ListResolver.join(items, out);
        return out.build();
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The items in order, not quoted yet. */
    public List<MappedText> items() {
        return items;
    }

    /** How many characters the text has at most. */
    long length() {
        return text.isPresent()
                ? text.get().length()
                : items.stream().mapToLong(item -> item.length() + 4L).sum();
    }

    /** Whether conditions get nothing in the place of the name. */
    boolean isEmpty() {
        return text.filter(whole -> whole.length() == 0).isPresent();
    }

    /** Appends what conditions get in the place of the name. */
    void appendTo(MappedText.Builder out) {
        text.ifPresentOrElse(out::append, () -> ListResolver.join(items, out));
    }

    /** Hands over every word of the text, see {@link ListResolver#words}; some perhaps several times. */
    void eachWord(Consumer<String> taking) {
        if (text.isPresent()) {
            words.forEach(taking);
        } else {
            items.forEach(item -> ListResolver.eachWord(item, taking));
        }
    }
}
