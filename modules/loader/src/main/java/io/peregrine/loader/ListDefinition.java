package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.TextList;
import java.util.List;

/**
 * A list as it was written.
 *
 * @param name its name
 * @param items its items in order
 * @param index the number of the item that defined it first; lists are put into conditions in this order
 * @param visibility the number of the item that changed it last; it sees the lists with a lower index
 * @param context where it stands
 */
record ListDefinition(String name, List<MappedText> items, int index, int visibility, ItemContext context) {
    ListDefinition {
        items = TextList.of(items);
    }

    ListDefinition numbered(int newIndex, int newVisibility) {
        return new ListDefinition(name, items, newIndex, newVisibility, context);
    }

    ListDefinition withMore(List<MappedText> more, int newVisibility) {
        List<MappedText> all = new TextList.Builder().addAll(items).addAll(more).build();
        return new ListDefinition(name, all, index, newVisibility, context);
    }
}
