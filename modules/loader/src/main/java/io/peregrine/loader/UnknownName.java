package io.peregrine.loader;

import java.util.Optional;

/** A rule names a field or event that does not exist, and asks to be skipped then. */
final class UnknownName extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> hint;
    private final transient ItemContext context;

    private UnknownName(String message, Optional<String> hint, ItemContext context) {
        super(message, null, false, false);
        this.hint = hint;
        this.context = context;
    }

    /**
     * Ends the compilation of a rule that asks to be skipped where it names what does not exist. As in Falco the words of the refusal
     * decide what counts.
     */
    static void skipIfWanted(RuleDraft rule, String message, Optional<String> hint, ItemContext context)
            throws UnknownName {
        boolean unknown = message.contains("nonexistent field")
                || message.contains("invalid formatting token")
                || message.contains("unknown event type")
                || message.contains("unknown filter:");
        if (unknown && rule.switches().skipUnknownFilter()) {
            throw new UnknownName(message, hint, context);
        }
    }

    /** What may have been meant. */
    Optional<String> hint() {
        return hint;
    }

    /** Where the name stands. */
    ItemContext context() {
        return context;
    }
}
