package io.peregrine.app.cli;

/** A command line that cannot be understood; the message is a sentence for the user. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception from a sentence. */
    public UsageException(String message) {
        super(message);
    }
}
