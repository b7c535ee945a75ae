package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.filter.typed.Condition;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks through loaded rules for what can never happen, is never reached, stands there twice or for nothing. */
public final class Lint {
    private static final int MAX_DEPTH = 200;

    private Lint() {}

    /**
     * The findings for rules that loaded without error; none for others, whose errors come first.
     *
     * @return findings in the order of files and lines; the code says the kind, the message the reason, the hint the fix
     */
    public static List<Diagnostic> check(LoadResult loaded) {
        List<Diagnostic> findings = new ArrayList<>();
        if (loaded.successful()) {
            List<CompiledRule> rules = provable(loaded.rules());
            NeverTrue.find(rules, findings);
            AbsentValues.find(rules, findings);
            Shadowing.find(rules.stream().filter(CompiledRule::enabled).toList(), findings);
            RepeatedItems.find(loaded.details().items(), findings);
            SwallowedValues.find(loaded.details().items(), findings);
        }
        findings.sort(Comparator.comparing(Lint::file).thenComparingInt(Lint::offset));
        return findings;
    }

    /** The rules whose conditions nest no deeper than people write: proofs take time that grows with a power of the depth. */
    private static List<CompiledRule> provable(List<CompiledRule> rules) {
        return rules.stream()
                .filter(rule -> depth(rule.checked().condition()) <= MAX_DEPTH)
                .toList();
    }

    private static int depth(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> children) -> 1 + depth(children);
            case Condition.Or(List<Condition> children) -> 1 + depth(children);
            case Condition.Not(Condition child) -> 1 + depth(child);
            case Condition.Check _ -> 1;
        };
    }

    private static int depth(List<Condition> conditions) {
        int deepest = 0;
        for (Condition condition : conditions) {
            deepest = Math.max(deepest, depth(condition));
        }
        return deepest;
    }

    private static String file(Diagnostic finding) {
        return finding.span().map(span -> span.source().name()).orElse("");
    }

    private static int offset(Diagnostic finding) {
        return finding.span().map(span -> span.start()).orElse(0);
    }
}
