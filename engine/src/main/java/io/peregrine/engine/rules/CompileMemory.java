package io.peregrine.engine.rules;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.resolve.Macro;
import io.peregrine.filter.resolve.MacroResolver;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the compilation after one file keeps for the one after the next: as every file compiles everything again, most of it comes out the
 * same. Every entry is asked for with the very objects that it was made of, and holds only while these are the same.
 */
final class CompileMemory {
    private record Parsed(String text, Expr expr) {}

    private record Resolved(MacroResolver.Resolved result, Map<String, Macro> made) {}

    /** A rule as it was compiled, and what was said about it. */
    record Compiled(Expr resolved, CompiledRule rule, Remarks remarks) {}

    private final Map<MappedText, Parsed> parsed = new IdentityHashMap<>();
    private final Map<Expr, Macro> macros = new IdentityHashMap<>();
    private final Map<Expr, Resolved> resolved = new IdentityHashMap<>();
    private final Map<RuleDraft, ExceptionConditions.Extended> extended = new IdentityHashMap<>();
    private final Map<RuleDraft, Compiled> compiled = new IdentityHashMap<>();

    /**
     * The tree of a condition.
     *
     * @param written the condition as written
     * @param text the same with its lists put in
     */
    Expr parse(MappedText written, MappedText text) throws FilterException {
        Parsed before = parsed.get(written);
        if (before != null && before.text.equals(text.text())) {
            return before.expr;
        }
        Expr expr = ConditionParser.parse(text);
        parsed.put(written, new Parsed(text.text(), expr));
        return expr;
    }

    /** The macro of a tree that was parsed. */
    Macro macro(String name, Expr expr) {
        return macros.computeIfAbsent(expr, e -> Macro.parsed(name, e));
    }

    /** A tree with its macros put in. */
    MacroResolver.Resolved resolve(String name, Expr expr, Function<String, Optional<Macro>> visible)
            throws FilterException {
        Resolved before = resolved.get(expr);
        if (before != null
                && before.made.entrySet().stream()
                        .allMatch(e -> visible.apply(e.getKey()).orElse(null) == e.getValue())) {
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

    /** The rule as it was compiled before; empty when it never was. */
    Optional<Compiled> compiled(RuleDraft rule) {
        return Optional.ofNullable(compiled.get(rule));
    }

    void keep(RuleDraft rule, Compiled result) {
        compiled.put(rule, result);
    }
}
