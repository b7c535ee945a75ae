package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.syntax.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** What a macro, a list or a rule comes to with everything put in; empty for another name, or one that could not be compiled. */
    public Optional<String> expansion(WrittenItem.Kind kind, String name) {
        return switch (kind) {
            case LIST ->
                Optional.ofNullable(compilation.lists().get(name))
                        .map(items -> items.stream().map(MappedText::text).collect(Collectors.joining(", ")));
            case MACRO ->
                Optional.ofNullable(compilation.macros().get(name)).map(macro -> Printer.describe(macro.expr()));
            case RULE ->
                Optional.ofNullable(compilation.rules().get(name))
                        .map(rule -> Printer.describe(rule.texts().resolved()));
        };
    }

    /** The exceptions of a rule; none when there is no such rule. */
    public List<WrittenException> exceptions(String rule) {
        return definitions.rule(rule).map(RuleDraft::exceptions).orElse(List.of()).stream()
                .map(WrittenException::of)
                .toList();
    }
}
