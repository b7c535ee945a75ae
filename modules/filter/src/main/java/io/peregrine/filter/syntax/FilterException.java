package io.peregrine.filter.syntax;

import java.util.Optional;

/** A condition was refused. Carries the sentence for the user and the place that it is about; caught by whoever asked for the condition. */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;
    private final int position;
    private final transient Optional<String> hint;

    /**
     * A refusal at a place.
     *
     * @param message what is wrong
     * @param origin the characters that are wrong
     */
    public FilterException(String message, Origin origin) {
        this(message, origin, origin.start());
    }

    /**
     * A refusal that is found at one place and shown at a better one.
     *
     * @param message what is wrong
     * @param origin the characters that are wrong
     * @param position the offset in the origin's text that machines are told: where reading stopped, or where the comparison begins
     */
    public FilterException(String message, Origin origin, int position) {
        this(message, origin, position, Optional.empty());
    }

    private FilterException(String message, Origin origin, int position, Optional<String> hint) {
        super(message, null, false, false);
        this.origin = origin;
        this.position = position;
        this.hint = hint;
    }

    /** The same refusal with a sentence that says what may have been meant. */
    public FilterException withHint(Optional<String> sentence) {
        return new FilterException(getMessage(), origin, position, sentence);
    }

    /** What may have been meant, empty when nothing is known. */
    public Optional<String> hint() {
        return hint;
    }

    /** The characters to show. */
    public Origin origin() {
        return origin;
    }

    /** The offset that machine-readable results report. */
    public int position() {
        return position;
    }
}
