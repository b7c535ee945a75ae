package io.peregrine.config.tree;

/** A configuration text or path that cannot be read; the message is a sentence for the user. */
public final class TreeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception from a whole sentence that names the place. */
    public TreeException(String message) {
        super(message);
    }
}
