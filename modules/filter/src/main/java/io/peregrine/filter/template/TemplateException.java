package io.peregrine.filter.template;

import java.util.Optional;

/** Tells in one sentence why an output is none. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final int end;
    private final transient Optional<String> hint;

    /**
     * A refusal.
     *
     * @param message what is wrong
     * @param position the offset in the output's text where it is wrong
     */
    public TemplateException(String message, int position) {
        this(message, position, position + 1, Optional.empty());
    }

    /**
     * A refusal of a piece of the output.
     *
     * @param message what is wrong
     * @param position the offset of its first character in the output's text
     * @param end the offset behind its last character
     * @param hint what may have been meant
     */
    public TemplateException(String message, int position, int end, Optional<String> hint) {
        super(message, null, false, false);
        this.position = position;
        this.end = end;
        this.hint = hint;
    }

    /** The offset in the output's text behind what is wrong. */
    public int end() {
        return end;
    }

    /** What may have been meant, empty when nothing is known. */
    public Optional<String> hint() {
        return hint;
    }

    /** The offset in the output's text where it is wrong. */
    public int position() {
        return position;
    }
}
