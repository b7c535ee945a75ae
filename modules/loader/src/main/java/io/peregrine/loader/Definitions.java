package io.peregrine.loader;

import io.peregrine.filter.typed.ConditionChecker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All lists, macros and rules of the files so far, in the order in which their names came first. Items are numbered through all files;
 * the numbers decide which macro or list sees which.
 */
final class Definitions {
    private final ExceptionRules exceptionRules;
    private final Sources sources;
    private final Map<String, ListDefinition> lists = new LinkedHashMap<>();
    private final Map<String, MacroDefinition> macros = new LinkedHashMap<>();
    private final Map<String, RuleDraft> rules = new LinkedHashMap<>();
    private final List<PluginRequirement> plugins = new ArrayList<>();
    private Version engine = new Version(0, 0, 0);
    private int next;

    /** The checker of a source, empty when there is no such source. */
    Optional<ConditionChecker> checker(String source) {
        return sources.checker(source);
    }

    Definitions(Sources sources) {
        this.sources = sources;
        this.exceptionRules = new ExceptionRules(sources);
    }

    Collection<ListDefinition> lists() {
        return lists.values();
    }

    Optional<ListDefinition> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    Collection<MacroDefinition> macros() {
        return macros.values();
    }

    Optional<MacroDefinition> macro(String name) {
        return Optional.ofNullable(macros.get(name));
    }

    Collection<RuleDraft> rules() {
        return rules.values();
    }

    Optional<RuleDraft> rule(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    List<PluginRequirement> plugins() {
        return List.copyOf(plugins);
    }

    Version engine() {
        return engine;
    }

    void require(Version version) {
        engine = engine.compareTo(version) < 0 ? version : engine;
    }

    void require(PluginRequirement requirement) {
        plugins.add(requirement);
    }

    void define(ListDefinition list) {
        int number = next++;
        ListDefinition before = lists.get(list.name());
        lists.put(list.name(), list.numbered(before == null ? number : before.index(), number));
    }

    void append(ListDefinition list) throws LoadException {
        ListDefinition before = lists.get(list.name());
        if (before == null) {
            throw LoadException.meaning(Wording.NO_LIST, list.context())
                    .withHint(Hints.defined(list.name(), lists.keySet()));
        }
        lists.put(list.name(), before.withMore(list.items(), next++));
    }

    void define(MacroDefinition macro) {
        int number = next++;
        MacroDefinition before = macros.get(macro.name());
        macros.put(macro.name(), macro.numbered(before == null ? number : before.index(), number));
    }

    void append(MacroDefinition macro) throws LoadException {
        MacroDefinition before = macros.get(macro.name());
        if (before == null) {
            throw LoadException.meaning(Wording.NO_MACRO, macro.context())
                    .withHint(Hints.defined(macro.name(), macros.keySet()));
        }
        macros.put(macro.name(), before.withMore(macro.condition(), next++));
    }

    void define(RuleDraft rule, Remarks remarks) throws LoadException {
        before(rule.name(), Optional.of(rule.source()), rule.contexts().rule());
        boolean known = sources.checker(rule.source()).isPresent();
        if (!known) {
            remarks.add(
                    LoadCode.LOAD_UNKNOWN_SOURCE,
                    "Unknown source " + rule.source() + ", skipping",
                    Hints.source(rule.source(), sources.names()),
                    rule.contexts().rule());
        }
        next++;
        rules.put(
                rule.name(),
                rule.withSource(known).withExceptions(exceptionRules.defined(rule.exceptions(), rule.source())));
    }

    void append(RuleUpdate update, Remarks remarks) throws LoadException {
        RuleDraft before = before(update.name(), update.source(), update.context())
                .orElseThrow(() -> LoadException.meaning(Wording.NO_RULE_TO_APPEND, update.context())
                        .withHint(Hints.defined(update.name(), rules.keySet())));
        if (update.values().isEmpty()) {
            throw LoadException.meaning("Appended rule must have exceptions or condition property", update.context());
        }
        next++;
        RuleDraft changed = RuleChanges.append(before, update.values());
        rules.put(
                update.name(),
                changed.withExceptions(exceptionRules.appended(
                        before.exceptions(), update.values().exceptions().orElse(List.of()), before.source())));
    }

    void replace(RuleUpdate update) throws LoadException {
        RuleDraft before = before(update.name(), update.source(), update.context())
                .orElseThrow(() -> LoadException.meaning(Wording.NO_RULE_TO_REPLACE, update.context())
                        .withHint(Hints.defined(update.name(), rules.keySet())));
        if (update.values().isEmpty()) {
            throw LoadException.meaning("The rule must have at least one field that can be replaced", update.context());
        }
        next++;
        rules.put(update.name(), RuleChanges.replace(before, update.values()));
    }

    void enable(String name, boolean enabled, ItemContext context) throws LoadException {
        RuleDraft before = rules.get(name);
        if (before == null) {
            throw LoadException.meaning("Rule has 'enabled' key but no rule by that name already exists", context)
                    .withHint(Hints.defined(name, rules.keySet()));
        }
        rules.put(name, before.withEnabled(enabled));
    }

    private Optional<RuleDraft> before(String name, Optional<String> source, ItemContext context) throws LoadException {
        Optional<RuleDraft> before = rule(name);
        if (before.isPresent()
                && source.isPresent()
                && !source.get().equals(before.get().source())) {
            throw LoadException.meaning("Rule has been re-defined with a different source", context);
        }
        return before;
    }
}
