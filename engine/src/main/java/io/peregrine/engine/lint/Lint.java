package io.peregrine.engine.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.engine.rules.LoadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks through loaded rules for what can never happen, is never reached, stands there twice or for nothing. */
public final class Lint {
    private Lint() {}

    /**
     * The findings for rules that loaded without error; none for others, whose errors come first.
     *
     * @return findings in the order of files and lines; the code says the kind, the message the reason, the hint the fix
     */
    public static List<Diagnostic> check(LoadResult loaded) {
        List<Diagnostic> findings = new ArrayList<>();
        if (loaded.successful()) {
            NeverTrue.find(loaded.rules(), findings);
            AbsentValues.find(loaded.rules(), findings);
            Shadowing.find(loaded.enabledRules(), findings);
            RepeatedItems.find(loaded.details().items(), findings);
            SwallowedValues.find(loaded.details().items(), findings);
        }
        findings.sort(Comparator.comparing(Lint::file).thenComparingInt(Lint::offset));
        return findings;
    }

    private static String file(Diagnostic finding) {
        return finding.span().map(span -> span.source().name()).orElse("");
    }

    private static int offset(Diagnostic finding) {
        return finding.span().map(span -> span.start()).orElse(0);
    }
}
