package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is said about one file, in the order in which it is found. */
final class Remarks {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    void add(LoadCode code, String message, ItemContext context) {
        add(code, message, Optional.empty(), context);
    }

    void add(LoadException e) {
        add(e.code(), e.getMessage(), e.hint(), e.context());
    }

    /** Adds a remark with a sentence that says what to do about it. */
    void add(LoadCode code, String message, Optional<String> hint, ItemContext context) {
        diagnostics.add(
                new Diagnostic(code.name(), code.severity(), message, hint, context.span(), context.locations()));
    }

    /** Adds that a field which is not used any more occurs. */
    void addDeprecated(String field, String message, Optional<String> hint, ItemContext context) {
        LoadCode code = LoadCode.LOAD_DEPRECATED_ITEM;
        diagnostics.add(new Diagnostic(code.name(), code.severity(), message, hint, context.span(), context.locations())
                .about(field));
    }

    void addAll(Remarks others) {
        diagnostics.addAll(others.diagnostics);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }
}
