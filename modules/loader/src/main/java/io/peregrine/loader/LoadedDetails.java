package io.peregrine.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was loaded, as written and as compiled; {@link RuleDescription} describes it.
 *
 * @param definitions all as written
 * @param compilation all as compiled
 * @param plugins the plugins that are there, by name
 */
public record LoadedDetails(Definitions definitions, Compilation compilation, Map<String, LoadedPlugin> plugins) {
    /** Every list, macro and rule, in this order of kinds and each in the order of first definition. */
    public List<WrittenItem> items() {
        List<WrittenItem> items = new ArrayList<>();
        for (ListDefinition list : definitions.lists()) {
            boolean used = compilation.usedLists().contains(list.name());
            items.add(new WrittenItem(
                    WrittenItem.Kind.LIST,
                    list.name(),
                    list.items(),
                    list.context().span(),
                    used));
        }
        for (MacroDefinition macro : definitions.macros()) {
            boolean used = compilation.usedMacros().contains(macro.name());
            items.add(new WrittenItem(
                    WrittenItem.Kind.MACRO,
                    macro.name(),
                    List.of(macro.condition()),
                    macro.context().span(),
                    used));
        }
        for (RuleDraft rule : definitions.rules()) {
            items.add(new WrittenItem(
                    WrittenItem.Kind.RULE,
                    rule.name(),
                    List.of(rule.texts().condition()),
                    rule.contexts().rule().span(),
                    true));
        }
        return items;
    }
}
