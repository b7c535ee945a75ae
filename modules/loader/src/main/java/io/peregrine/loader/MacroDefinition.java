package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;

/**
 * A macro as it was written.
 *
 * @param name its name
 * @param condition its condition
 * @param index the number of the item that defined it first
 * @param visibility the number of the item that changed it last; it sees the macros with a lower index
 * @param context where it stands
 * @param conditionContext where its condition stands
 */
record MacroDefinition(
        String name,
        MappedText condition,
        int index,
        int visibility,
        ItemContext context,
        ItemContext conditionContext) {
    MacroDefinition numbered(int newIndex, int newVisibility) {
        return new MacroDefinition(name, condition, newIndex, newVisibility, context, conditionContext);
    }

    MacroDefinition withMore(MappedText more, int newVisibility) {
        return new MacroDefinition(
                name, MappedTexts.joined(condition, more), index, newVisibility, context, conditionContext);
    }
}
