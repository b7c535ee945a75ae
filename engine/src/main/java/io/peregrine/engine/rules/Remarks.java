package io.peregrine.engine.rules;

import io.peregrine.diagnostics.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** Collects what is said about one file, in the order in which it is found. */
final class Remarks {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    void add(LoadCode code, String message, ItemContext context) {
        diagnostics.add(new Diagnostic(code.name(), code.severity(), message, context.span(), context.locations()));
    }

    void add(LoadException e) {
        add(e.code(), e.getMessage(), e.context());
    }

    void addAll(Remarks others) {
        diagnostics.addAll(others.diagnostics);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }
}
