package io.peregrine.app;

/** Ends a command with a sentence for the user and a non-zero exit status; nobody is shown its stack trace. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure in one or more sentences. */
    public CommandFailure(String sentence) {
        super(sentence);
    }

    /** A failure with the exception behind it. */
    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
