package io.peregrine.diagnostics;

import java.util.List;
import java.util.Optional;

/**
 * One thing to be said to the user about a text.
 *
 * @param code the stable word for its kind, such as {@code LOAD_ERR_VALIDATE}
 * @param severity how bad it is
 * @param message a sentence that says what is wrong
 * @param hint what to do about it, empty when the message says it all
 * @param span the user's own characters that it is about, empty when it is about none
 * @param context the way down to it, outermost first
 * @param subject the name of what it is about, where that belongs to its kind: a field that is not used any more
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        Optional<String> hint,
        Optional<Span> span,
        List<Location> context,
        Optional<String> subject) {
    public Diagnostic {
        context = List.copyOf(context);
    }

    /** One that is about nothing with a name. */
    public Diagnostic(
            String code,
            Severity severity,
            String message,
            Optional<String> hint,
            Optional<Span> span,
            List<Location> context) {
        this(code, severity, message, hint, span, context, Optional.empty());
    }

    /** The same about other characters. */
    public Diagnostic at(Optional<Span> place) {
        return new Diagnostic(code, severity, message, hint, place, context, subject);
    }

    /** The same about something with a name. */
    public Diagnostic about(String name) {
        return new Diagnostic(code, severity, message, hint, span, context, Optional.of(name));
    }

    /** The diagnostic as lines: place and message, then the user's line with a caret under it. */
    public String render() {
        String place = span.map(s -> s.place() + ": ").orElse("");
        String head = place + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message + " [" + code + "]\n";
        return head
                + span.map(Snippet::draw).orElse("")
                + hint.map(text -> "hint: " + text + "\n").orElse("");
    }
}
