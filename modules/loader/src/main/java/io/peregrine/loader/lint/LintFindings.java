package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.Span;
import java.util.List;
import java.util.Optional;

/** Makes findings. */
final class LintFindings {
    static final String NEVER_TRUE = "LINT_NEVER_TRUE";
    static final String ABSENT_PARAMETER = "LINT_ABSENT_PARAMETER";
    static final String ABSENT_FIELD = "LINT_ABSENT_FIELD";
    static final String SHADOWED_RULE = "LINT_SHADOWED_RULE";
    static final String DUPLICATE = "LINT_DUPLICATE";
    static final String UNUSED = "LINT_UNUSED";
    static final String SWALLOWED_VALUE = "LINT_SWALLOWED_VALUE";

    private LintFindings() {}

    static Diagnostic finding(String code, String message, String fix, Optional<Span> place) {
        return new Diagnostic(code, Severity.WARNING, message, Optional.of(fix), place, List.of());
    }
}
