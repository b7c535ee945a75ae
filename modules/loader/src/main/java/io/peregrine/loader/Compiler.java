package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.TextList;
import io.peregrine.filter.resolve.KnownLists;
import io.peregrine.filter.resolve.ListResolver;
import io.peregrine.filter.resolve.ListText;
import io.peregrine.filter.resolve.Macro;
import io.peregrine.filter.resolve.MacroResolver;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles all definitions: lists into lists, lists into conditions, macros into macros, and then every rule. */
final class Compiler {
    private static final int ALL = Integer.MAX_VALUE;

    /** What a character of a condition as it is written becomes at most. */
    private static final long BYTES_FOR_A_CHARACTER = 64;

    /** What a value that a list puts in takes: its place in the text and that in a set; and what each of its characters does, in the set. */
    private static final long BYTES_FOR_A_VALUE = 32;

    private static final long BYTES_FOR_A_CHARACTER_OF_A_LIST = 1;

    /** What a part of a condition takes once its fields and values are found. */
    private static final long BYTES_FOR_A_PART = 128;

    /** What an item of a list takes while the list grows: its place. */
    private static final long BYTES_FOR_AN_ITEM = 8;

    private final Definitions definitions;
    private final Remarks remarks;
    private final CompileMemory memory;
    private final Compilation compilation = new Compilation();
    private final KnownLists known = new KnownLists();

    private Compiler(Definitions definitions, Remarks remarks, CompileMemory memory) {
        this.definitions = definitions;
        this.remarks = remarks;
        this.memory = memory;
    }

    CompileMemory memory() {
        return memory;
    }

    /** Compiles everything; empty when something is wrong, which then is among the remarks. */
    static Optional<Compilation> compile(
            Definitions definitions, RuleCompiler rules, Remarks remarks, CompileMemory memory) {
        Compiler compiler = new Compiler(definitions, remarks, memory);
        try {
            compiler.lists();
            compiler.macros();
            for (RuleDraft rule : definitions.rules()) {
                if (rule.knownSource()) {
                    rules.compile(rule, compiler, remarks)
                            .ifPresent(compiled -> compiler.compilation.rules().put(rule.name(), compiled));
                }
            }
        } catch (LoadException e) {
            remarks.add(e);
            return Optional.empty();
        }
        compiler.remarkUnused();
        return Optional.of(compiler.compilation);
    }

    private void lists() throws LoadException {
        for (ListDefinition list : definitions.lists()) {
            List<MappedText> items = itemsOf(list);
            compilation.lists().put(list.name(), items);
            known.add(memory.list(list.name(), items));
        }
    }

    /** The items of a list with those of the lists that it names. */
    private List<MappedText> itemsOf(ListDefinition list) throws LoadException {
        if (list.items().stream()
                .noneMatch(item -> definitions.list(item.text()).isPresent())) {
            return list.items();
        }
        TextList.Builder items = new TextList.Builder();
        int size = 0;
        for (MappedText item : list.items()) {
            Optional<ListDefinition> inner = definitions.list(item.text()).filter(l -> l.index() < list.visibility());
            if (inner.isPresent()) {
                size += inner.get().items().size();
                LoadException.requireRoom(BYTES_FOR_AN_ITEM * size, list.context());
                compilation.usedLists().add(item.text());
                items.addAll(inner.get().items());
            } else {
                size++;
                items.add(item);
            }
        }
        return items.build();
    }

    private void macros() throws LoadException {
        for (MacroDefinition macro : definitions.macros()) {
            Expr expr = parse(macro.condition(), macro.conditionContext());
            compilation.macros().put(macro.name(), memory.macro(macro.name(), expr));
        }
        for (MacroDefinition macro : definitions.macros()) {
            Macro parsed = compilation.macros().get(macro.name());
            Macro resolved = resolve(parsed, macro.visibility(), macro.condition(), macro.context());
            compilation.macros().put(macro.name(), resolved);
        }
    }

    /** The tree of a condition with its lists put in. */
    Expr parse(MappedText condition, ItemContext context) throws LoadException {
        List<ListText> candidates = known.candidates(memory.words(condition));
        Optional<CompileMemory.Parsed> before = memory.parsed(condition, candidates);
        CompileMemory.Parsed parsed = before.isPresent() ? before.get() : parse(condition, candidates, context);
        compilation.usedLists().addAll(parsed.used());
        return parsed.expr();
    }

    private CompileMemory.Parsed parse(MappedText condition, List<ListText> candidates, ItemContext context)
            throws LoadException {
        MappedText text = condition;
        List<String> used = new ArrayList<>();
        try {
            for (ListText list : candidates) {
                Optional<MappedText> replaced = ListResolver.substitute(text, list);
                if (replaced.isPresent()) {
                    used.add(list.name());
                    text = replaced.get();
                }
            }
            LoadException.requireRoom(room(condition, text), context);
            CompileMemory.Parsed parsed = new CompileMemory.Parsed(candidates, used, ConditionParser.parse(text));
            memory.keep(condition, parsed);
            return parsed;
        } catch (FilterException e) {
            ItemContext where = context.condition(
                    e.origin().text(), e.position(), e.origin().span());
            throw new LoadException(LoadCode.LOAD_ERR_COMPILE_CONDITION, e.getMessage(), where).withHint(e.hint());
        } catch (ListResolver.TooLong e) {
            throw new LoadException(LoadCode.LOAD_ERR_COMPILE_CONDITION, e.getMessage(), context);
        }
    }

    /** What parsing takes at most of a condition as it was written and as lists made it. */
    private static long room(MappedText written, MappedText text) {
        long commas =
                text == written ? 0 : text.text().chars().filter(c -> c == ',').count();
        return BYTES_FOR_A_CHARACTER * written.length()
                + BYTES_FOR_A_VALUE * commas
                + BYTES_FOR_A_CHARACTER_OF_A_LIST * text.length();
    }

    /**
     * The tree of a rule with all macros put in.
     *
     * @param written the condition that the tree was made of
     */
    Macro resolve(String name, Expr expr, MappedText written, ItemContext context) throws LoadException {
        return resolve(Macro.parsed(name, expr), ALL, written, context);
    }

    private Macro resolve(Macro macro, int visibility, MappedText written, ItemContext context) throws LoadException {
        try {
            MacroResolver.Resolved resolved =
                    memory.resolve(macro.name(), macro.expr(), name -> visible(name, visibility));
            compilation.usedMacros().addAll(resolved.used());
            LoadException.requireRoom(BYTES_FOR_A_PART * resolved.macro().size(), context);
            return resolved.macro();
        } catch (FilterException e) {
            ItemContext where = context.condition(
                    written, e.origin().text(), e.position(), e.origin().span());
            throw LoadException.meaning(e.getMessage(), where).withHint(hint(e, visibility));
        }
    }

    private Optional<String> hint(FilterException e, int visibility) {
        String text = e.origin().text().text();
        String wanted = text.substring(e.origin().start(), Math.min(e.origin().end(), text.length()));
        if (visible(wanted, visibility).isPresent()) {
            return Optional.of("a macro cannot use itself, not even through other macros");
        }
        List<String> names =
                definitions.macros().stream().map(MacroDefinition::name).toList();
        return names.contains(wanted)
                ? Optional.of(
                        "the macro is defined further below or in a later file; a macro sees only those before it")
                : NameDistance.suggestion(wanted, names);
    }

    private Optional<Macro> visible(String name, int visibility) {
        return definitions
                .macro(name)
                .filter(definition -> definition.index() < visibility)
                .map(definition -> compilation.macros().get(name));
    }

    private void remarkUnused() {
        for (MacroDefinition macro : definitions.macros()) {
            if (!compilation.usedMacros().contains(macro.name())) {
                remarks.add(
                        LoadCode.LOAD_UNUSED_MACRO, "Macro not referred to by any other rule/macro", macro.context());
            }
        }
        for (ListDefinition list : definitions.lists()) {
            if (!compilation.usedLists().contains(list.name())) {
                remarks.add(LoadCode.LOAD_UNUSED_LIST, "List not referred to by any other rule/macro", list.context());
            }
        }
    }
}
