package io.peregrine.lsp;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.loader.LoadResult;
import java.util.List;

/**
 * What was found in a file.
 *
 * @param loaded what its rules came to, without those items that are wrong
 * @param diagnostics errors, warnings and findings of lint, about this file alone
 */
public record Findings(LoadResult loaded, List<Diagnostic> diagnostics) {
    public Findings {
        diagnostics = List.copyOf(diagnostics);
    }
}
