package io.peregrine.lsp.text;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.loader.WrittenItem;

/**
 * An item of a rules file that defines or changes a list, a macro or a rule.
 *
 * @param kind what it is
 * @param name its name
 * @param file the file
 * @param word its name where it is written
 * @param extent where the item stands
 * @param description what the item says of itself: the description of a rule, the comment above another; empty for none
 * @param changes whether it changes what another item defined
 */
public record Definition(
        WrittenItem.Kind kind,
        String name,
        SourceText file,
        Word word,
        Extent extent,
        String description,
        boolean changes) {
    /** From where to where the item goes in its file. */
    public record Extent(int start, int end) {}
}
