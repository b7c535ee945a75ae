package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.resolve.ListResolver;
import io.peregrine.filter.resolve.ListText;
import io.peregrine.filter.resolve.Macro;
import io.peregrine.filter.resolve.MacroResolver;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.typed.CheckedParts;
import io.peregrine.filter.typed.ConditionChecker;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the compilation after one file keeps for the one after the next: as every file compiles everything again, most of it comes out the
 * same. Every entry is asked for with the very objects that it was made of, and holds only while these are the same.
 */
final class CompileMemory {
    /**
     * The tree of a condition.
     *
     * @param candidates the lists that were looked for
     * @param used the names of those that were found
     */
    record Parsed(List<ListText> candidates, List<String> used, Expr expr) {}

    private record Resolved(MacroResolver.Resolved result, Map<String, Macro> made) {
        /** Whether every macro that was put in is still what its name means. */
        boolean holds(Function<String, Optional<Macro>> visible) {
            for (Map.Entry<String, Macro> macro : made.entrySet()) {
                if (visible.apply(macro.getKey()).orElse(null) != macro.getValue()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A rule as it was compiled, and what was said about it. */
    record Compiled(Expr resolved, CompiledRule rule, Remarks remarks) {}

    /** Of how many conditions the words are kept; they take several times the memory of the text. */
    private static final int MOST_WORDS = 5000;

    private final Map<String, ListText> lists = new HashMap<>();
    private final Map<MappedText, Set<String>> words = new IdentityHashMap<>();
    private final Map<MappedText, Parsed> parsed = new IdentityHashMap<>();
    private final Map<Expr, Macro> macros = new IdentityHashMap<>();
    private final Map<Expr, Resolved> resolved = new IdentityHashMap<>();
    private final Map<RuleDraft, ExceptionConditions.Extended> extended = new IdentityHashMap<>();
    private final Map<RuleDraft, Compiled> compiled = new IdentityHashMap<>();
    private final Map<ConditionChecker, CheckedParts> parts = new IdentityHashMap<>();

    /** A list ready to be put in. */
    ListText list(String name, List<MappedText> items) {
        return lists.compute(
                name,
                (_, before) -> before != null && before.items().equals(items) ? before : ListText.of(name, items));
    }

    /** The words of a condition as it was written. */
    Set<String> words(MappedText written) {
        Set<String> before = words.get(written);
        if (before != null) {
            return before;
        }
        Set<String> found = ListResolver.words(written);
        if (words.size() < MOST_WORDS) {
            words.put(written, found);
        }
        return found;
    }

    /** The tree of a condition, if it was parsed with these lists before. */
    Optional<Parsed> parsed(MappedText written, List<ListText> candidates) {
        return Optional.ofNullable(parsed.get(written)).filter(before -> same(before.candidates(), candidates));
    }

    void keep(MappedText written, Parsed result) {
        parsed.put(written, result);
    }

    private static boolean same(List<ListText> before, List<ListText> now) {
        boolean same = before.size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = before.get(i) == now.get(i);
        }
        return same;
    }

    /** The macro of a tree that was parsed. */
    Macro macro(String name, Expr expr) {
        return macros.computeIfAbsent(expr, e -> Macro.parsed(name, e));
    }

    /** A tree with its macros put in. */
    MacroResolver.Resolved resolve(String name, Expr expr, Function<String, Optional<Macro>> visible)
            throws FilterException {
        Resolved before = resolved.get(expr);
        if (before != null && before.holds(visible)) {
            return before.result;
        }
        Map<String, Macro> made = new HashMap<>();
        MacroResolver.Resolved result = MacroResolver.resolve(name, expr, wanted -> {
            Optional<Macro> macro = visible.apply(wanted);
            macro.ifPresent(found -> made.put(wanted, found));
            return macro;
        });
        resolved.put(expr, new Resolved(result, made));
        return result;
    }

    /** The condition of a rule with its exceptions. */
    ExceptionConditions.Extended extend(RuleDraft rule) throws LoadException {
        ExceptionConditions.Extended before = extended.get(rule);
        if (before == null) {
            before = ExceptionConditions.extend(rule.texts().condition(), rule.exceptions());
            extended.put(rule, before);
        }
        return before;
    }

    /** What a checker has made of the parts of conditions. */
    CheckedParts parts(ConditionChecker checker) {
        return parts.computeIfAbsent(checker, c -> new CheckedParts());
    }

    /** The rule as it was compiled before; empty when it never was. */
    Optional<Compiled> compiled(RuleDraft rule) {
        return Optional.ofNullable(compiled.get(rule));
    }

    void keep(RuleDraft rule, Compiled result) {
        compiled.put(rule, result);
    }
}
