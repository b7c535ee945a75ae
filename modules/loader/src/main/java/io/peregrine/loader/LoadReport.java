package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.SourceText;
import java.util.List;

/**
 * What is to be said about one file, after all files before it.
 *
 * @param file the file
 * @param diagnostics errors and warnings in the order found; at most one error
 * @param violations what of it the schema does not allow; none when it is no YAML
 */
public record LoadReport(SourceText file, List<Diagnostic> diagnostics, List<RuleSchema.Violation> violations) {
    public LoadReport {
        diagnostics = List.copyOf(diagnostics);
        violations = List.copyOf(violations);
    }

    /** Whether the file has no error. */
    public boolean successful() {
        return errors().isEmpty();
    }

    /** What logs say of the schema: {@code ok}, or the first violation. */
    public String validation() {
        return violations.isEmpty() ? "ok" : violations.getFirst().toString();
    }

    /** The errors. */
    public List<Diagnostic> errors() {
        return diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).toList();
    }

    /** The warnings. */
    public List<Diagnostic> warnings() {
        return diagnostics.stream()
                .filter(d -> d.severity() == Severity.WARNING)
                .toList();
    }
}
