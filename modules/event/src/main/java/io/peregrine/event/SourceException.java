package io.peregrine.event;

/** Tells in one sentence why a source cannot open or go on, and what to do; no user is shown its stack trace. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure in one sentence. */
    public SourceException(String sentence) {
        super(sentence);
    }

    /** A failure in one sentence with the exception behind it. */
    public SourceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
