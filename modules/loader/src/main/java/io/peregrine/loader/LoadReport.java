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
 */
public record LoadReport(SourceText file, List<Diagnostic> diagnostics) {
    public LoadReport {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the file has no error. */
    public boolean successful() {
        return errors().isEmpty();
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
