package io.peregrine.loader;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.resolve.Macro;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Printer;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Builds the JSON trees of descriptions. */
final class DetailTrees {
    private final Definitions definitions;
    private final Compilation compilation;
    private final Map<String, LoadedPlugin> plugins;

    DetailTrees(LoadedDetails loaded) {
        this.definitions = loaded.definitions();
        this.compilation = loaded.compilation();
        this.plugins = loaded.plugins();
    }

    static Map<String, Object> requirement(PluginRequirement requirement) {
        Map<String, Object> tree =
                new LinkedHashMap<>(plugin(requirement.alternatives().getFirst()));
        tree.put(
                "alternatives",
                requirement.alternatives().stream()
                        .skip(1)
                        .map(DetailTrees::plugin)
                        .toList());
        return tree;
    }

    private static Map<String, Object> plugin(PluginRequirement.Plugin plugin) {
        return Map.of("name", plugin.name(), "version", plugin.version());
    }

    Map<String, Object> rule(CompiledRule rule) {
        RuleLabel label = rule.checked().label();
        CompiledRule.Texts texts = rule.texts();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", rule.name());
        info.put("condition", texts.condition());
        info.put("priority", priorityName(label.priority()));
        info.put("output", texts.output());
        info.put("description", texts.description());
        info.put(
                "enabled",
                definitions.rule(rule.name()).map(r -> r.switches().enabled()).orElse(true));
        info.put("source", label.source());
        info.put("capture", rule.capture().enabled());
        info.put("capture_duration", rule.capture().durationMillis());
        if (rule.capture().events() > 0) {
            info.put(CaptureKeys.EVENTS, rule.capture().events());
        }
        if (rule.capture().fileBytes() > 0) {
            info.put(CaptureKeys.FILE_SIZE, rule.capture().fileBytes() >> 10);
        }
        info.put("tags", label.tags());
        Map<String, Object> details = new LinkedHashMap<>();
        UsedNames compiled = putNames(details, texts.condition(), texts.resolved());
        List<String> outputFields = outputFields(rule);
        putFormattedFields(details, rule);
        details.put("output_fields", List.copyOf(outputFields));
        putExceptions(details, rule);
        details.put("events", events(rule));
        details.put("condition_compiled", Printer.describe(texts.resolved()));
        details.put("output_compiled", texts.completeOutput());
        Set<String> fields = new TreeSet<>(outputFields);
        fields.addAll(compiled.fields());
        details.put("plugins", UsedPlugins.of(plugins, label.source(), fields, compiled.eventNames()));
        return Map.of("info", info, "details", details);
    }

    private static String priorityName(Priority priority) {
        return priority.displayName();
    }

    private UsedNames putNames(Map<String, Object> details, String written, Expr resolved) {
        Optional<Expr> parsed = parse(written);
        Optional<UsedNames> asWritten = parsed.map(this::names);
        UsedNames compiled = names(resolved);
        details.put("macros", asWritten.map(UsedNames::macros).orElse(Set.of()));
        details.put("lists", asWritten.map(UsedNames::lists).orElse(Set.of()));
        details.put("condition_operators", compiled.operators());
        details.put("condition_fields", compiled.fields());
        return compiled;
    }

    private UsedNames names(Expr expr) {
        return UsedNames.in(
                expr,
                name -> definitions.macro(name).isPresent(),
                name -> definitions.list(name).isPresent());
    }

    /** The tree of a text whose lists are not put in; empty when it only parses with them. */
    private static Optional<Expr> parse(String condition) {
        try {
            return Optional.of(ConditionParser.parse(MappedText.unmapped(condition)));
        } catch (FilterException e) {
            return Optional.empty();
        }
    }

    /** What the output reads, once for each time that it stands there, behind the texts of the further fields. */
    private static List<String> outputFields(CompiledRule rule) {
        List<String> fields = new ArrayList<>();
        rule.checked().extras().values().forEach(extra -> fields.add(extra.text()));
        addFields(rule.checked().output(), fields);
        return fields;
    }

    private static void addFields(Template template, List<String> fields) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Placeholder placeholder) {
                placeholder.fields().forEach(field -> fields.add(field.name()));
            }
        }
    }

    private void putExceptions(Map<String, Object> details, CompiledRule rule) {
        Set<String> names = new TreeSet<>();
        Set<String> operators = new TreeSet<>();
        List<ExceptionDefinition> exceptions =
                definitions.rule(rule.name()).map(RuleDraft::exceptions).orElse(List.of());
        for (ExceptionDefinition exception : exceptions) {
            names.add(exception.name());
            if (exception.comps() instanceof ExceptionEntry.Many many) {
                many.items().forEach(comp -> operators.add(comp.text().text()));
            } else {
                operators.add(exception.comps().text().text());
            }
        }
        details.put("exception_names", names);
        details.put("exception_operators", operators);
        details.put("exception_fields", new TreeSet<>(rule.texts().exceptionFields()));
    }

    private static void putFormattedFields(Map<String, Object> details, CompiledRule rule) {
        Map<String, Object> formatted = new LinkedHashMap<>();
        rule.checked().extras().forEach((name, extra) -> {
            if (!extra.typed()) {
                formatted.put(name, extra.text());
            }
        });
        if (!formatted.isEmpty()) {
            details.put("extra_output_formatted_fields", formatted);
        }
    }

    private static Collection<String> events(CompiledRule rule) {
        if (rule.checked().label().source().equals(RuleReader.SYSCALL_SOURCE)) {
            return events(rule.checked().condition());
        }
        BitSet codes = new BitSet();
        codes.set(EventCodes.PLUGINEVENT_E);
        codes.set(EventCodes.ASYNCEVENT_E);
        return names(codes, new TreeSet<>());
    }

    private static Collection<String> events(Condition condition) {
        Set<String> names = new TreeSet<>();
        BitSet calls = EventSelection.systemCalls(condition);
        calls.stream().forEach(call -> SyscallTable.byId(call).ifPresent(known -> addNames(known, names)));
        BitSet codes = EventSelection.eventCodes(condition);
        codes.set(EventCodes.ASYNCEVENT_E);
        return names(codes, names);
    }

    /** The names of a call's events, or its own where it travels as the generic event. */
    private static void addNames(SyscallDescriptor call, Set<String> names) {
        if (call.isGeneric()) {
            names.add(call.name());
        } else {
            call.events().stream().filter(event -> event.code() > 1).forEach(event -> names.add(event.name()));
        }
    }

    private static Collection<String> names(BitSet codes, Set<String> names) {
        codes.stream()
                .filter(code -> code > 1)
                .forEach(code -> names.add(EventTable.byCode(code).name()));
        return names;
    }

    Map<String, Object> macro(MacroDefinition macro) {
        Macro compiled = compilation.macros().get(macro.name());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("used", compilation.usedMacros().contains(macro.name()));
        details.put("plugins", List.of());
        if (compiled != null) {
            putNames(details, macro.condition().text(), compiled.expr());
            definitions
                    .checker(RuleReader.SYSCALL_SOURCE)
                    .flatMap(checker -> MacroEvents.condition(checker, compiled.expr()))
                    .ifPresent(condition -> details.put("events", events(condition)));
            details.put("condition_compiled", Printer.describe(compiled.expr()));
        }
        return Map.of(
                "info",
                Map.of("name", macro.name(), "condition", macro.condition().text()),
                "details",
                details);
    }

    Map<String, Object> list(ListDefinition list) {
        List<String> written = list.items().stream().map(MappedText::text).toList();
        List<String> compiled = compilation.lists().getOrDefault(list.name(), List.of()).stream()
                .map(MappedText::text)
                .toList();
        List<String> plain = written.stream().filter(compiled::contains).toList();
        Set<String> inner = new TreeSet<>(written);
        plain.forEach(inner::remove);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("used", compilation.usedLists().contains(list.name()));
        details.put("lists", inner);
        details.put("items_compiled", compiled);
        details.put("plugins", List.of());
        return Map.of("info", Map.of("name", list.name(), "items", plain), "details", details);
    }
}
